namespace CrossSell.Host.Demo;

/// <summary>Names that sound right and belong to nobody in particular.</summary>
internal static class DemoNames
{
    public static readonly string[] Family =
    [
        "Nagy", "Kovács", "Tóth", "Szabó", "Horváth", "Varga", "Kiss", "Molnár", "Németh", "Farkas", "Balogh", "Papp", "Takács", "Juhász", "Lakatos",
        "Mészáros", "Oláh", "Simon", "Rácz", "Fekete", "Szilágyi", "Török", "Fehér", "Balázs", "Gál", "Szűcs", "Kocsis", "Pintér", "Fodor", "Orsós",
        "Szalai", "Sipos", "Magyar", "Lukács", "Gulyás", "Bíró", "Király", "László", "Katona", "Jakab", "Bogdán", "Boros", "Fazekas", "Kelemen", "Somogyi",
        "Antal", "Vincze", "Hegedűs", "Orosz", "Deák", "Váradi", "Bálint", "Pásztor", "Barta", "Illés", "Kerekes", "Vass", "Szőke", "Fülöp", "Lengyel",
    ];

    public static readonly string[] Women =
    [
        "Mária", "Erzsébet", "Katalin", "Ilona", "Éva", "Anna", "Zsuzsanna", "Margit", "Judit", "Ágnes", "Andrea", "Julianna", "Ildikó", "Erika", "Krisztina",
        "Irén", "Eszter", "Magdolna", "Mónika", "Edit", "Gabriella", "Szilvia", "Anita", "Veronika", "Nikolett", "Réka", "Zsófia", "Dóra", "Boglárka", "Fanni",
    ];

    public static readonly string[] Men =
    [
        "László", "István", "József", "János", "Zoltán", "Sándor", "Gábor", "Ferenc", "Attila", "Péter", "Tamás", "Zsolt", "Tibor", "András", "Csaba",
        "Imre", "Lajos", "György", "Balázs", "Gyula", "Mihály", "Róbert", "Dávid", "Dániel", "Ádám", "Krisztián", "Bence", "Máté", "Levente", "Ákos",
    ];

    /// <summary>People who moved here and are spoken to in English.</summary>
    public static readonly (string Given, string Family)[] English =
    [
        ("Emily", "Carter"), ("Daniel", "Hughes"), ("Priya", "Nair"), ("Thomas", "Whitfield"), ("Sofia", "Lindqvist"),
        ("Marco", "Bellini"), ("Hannah", "Fischer"), ("Liam", "O'Connor"), ("Yuki", "Tanabe"), ("Grace", "Mbeki"),
    ];

    public static readonly string[] Companies =
    [
        "Aranykalász Pékség Kft.", "Tiszamenti Kertészet Kft.", "Kőhalmi Építő Kft.", "Fehérholló Nyomda Bt.", "Dunagyöngye Étterem Kft.", "Vasvirág Lakatos Bt.",
        "Napraforgó Bölcsőde Nonprofit Kft.", "Hidegkúti Autószerviz Kft.", "Zöldág Faipari Kft.", "Kékfény Villamossági Kft.", "Három Tölgy Asztalos Bt.",
        "Bükkaljai Pincészet Kft.", "Gyorsláb Futár Kft.", "Mátrai Fuvarozó Kft.", "Ezüstfenyő Panzió Bt.", "Szivárvány Festő Kft.", "Kispatak Állatorvosi Rendelő Kft.",
        "Alföldi Gépkölcsönző Kft.", "Balatonvin Borkereskedés Kft.", "Holdudvar Könyvesbolt Bt.", "Csillagpont Könyvelő Kft.", "Tűzhely Kandalló Kft.",
        "Révész Hajójavító Kft.", "Betűvető Fordítóiroda Bt.", "Kerekerdő Játszóház Kft.",
    ];
}
