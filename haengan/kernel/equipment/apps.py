from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    name = "haengan.kernel.equipment"
    label = "kernel_equipment"
