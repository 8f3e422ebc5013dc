from haengan.site.commands import main

main()
