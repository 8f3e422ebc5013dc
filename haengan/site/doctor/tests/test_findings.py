from haengan.site.doctor import findings


def broken_check():
    raise RuntimeError("no disk")
    yield


def sound_check():
    yield findings.well("sound")


def test_a_check_that_fails_is_a_fault_and_the_others_still_run():
    found = list(findings.all_of([("disk", broken_check), ("sound", sound_check)]))

    assert [finding.state for finding in found] == [findings.State.FAULT, findings.State.WELL]
    assert "no disk" in found[0].what
