from django.urls import path

from haengan.rooms.support.trainings.pages import mine, survey
from haengan.rooms.support.trainings.register.desk import ATTENDANCE, COHORTS, COURSES, ENROLMENTS, RATINGS, SESSIONS

office = [
    path("mine/", mine.mine, name="mine"),
    path("mine/apply/<str:key>/", mine.apply, name="apply"),
    path("mine/step-back/<str:key>/", mine.step_back, name="step-back"),
    path("mine/certificate/<str:key>.<str:format>", mine.certificate, name="certificate"),
    *COURSES.urls("courses/"),
    *SESSIONS.urls("sessions/"),
    *ENROLMENTS.urls("enrolments/"),
    *ATTENDANCE.urls("attendance/"),
    *RATINGS.urls("ratings/"),
    *COHORTS.urls(),
]
public = [path("survey/", survey.survey, name="survey")]
