"""장비: anything installed at a site: sirens, boards, CCTV, gauges, alarm terminals, access points, panic bells."""
