"""공공와이파이: public Wi-Fi."""
