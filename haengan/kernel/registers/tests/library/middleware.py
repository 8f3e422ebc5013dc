from haengan.kernel.people import queries as people


def acting(answer):
    def middleware(request):
        request.actor = people.actor_of(request.user)
        return answer(request)

    return middleware
