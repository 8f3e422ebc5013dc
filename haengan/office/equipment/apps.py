from django.apps import AppConfig


class EquipmentScreensConfig(AppConfig):
    name = "haengan.office.equipment"
    label = "office_equipment"
