"""민원 처리의 계산: pure engines of petitions."""
