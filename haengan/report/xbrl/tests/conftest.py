from haengan.report.audit.tests.conftest import *
