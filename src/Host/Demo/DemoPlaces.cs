namespace CrossSell.Host.Demo;

/// <summary>Towns with postal codes of theirs, and street names found in most of them.</summary>
internal static class DemoPlaces
{
    public static readonly (string PostalCode, string City)[] Towns =
    [
        ("1027", "Budapest"), ("1033", "Budapest"), ("1052", "Budapest"), ("1064", "Budapest"), ("1082", "Budapest"), ("1094", "Budapest"), ("1117", "Budapest"),
        ("1125", "Budapest"), ("1138", "Budapest"), ("1149", "Budapest"), ("1164", "Budapest"), ("1182", "Budapest"), ("1195", "Budapest"), ("1212", "Budapest"),
        ("2000", "Szentendre"), ("2030", "Érd"), ("2040", "Budaörs"), ("2100", "Gödöllő"), ("2120", "Dunakeszi"), ("2400", "Dunaújváros"), ("2500", "Esztergom"),
        ("2600", "Vác"), ("2700", "Cegléd"), ("2800", "Tatabánya"), ("3300", "Eger"), ("3525", "Miskolc"), ("4024", "Debrecen"), ("4400", "Nyíregyháza"),
        ("5000", "Szolnok"), ("5600", "Békéscsaba"), ("6000", "Kecskemét"), ("6500", "Baja"), ("6720", "Szeged"), ("6800", "Hódmezővásárhely"), ("7400", "Kaposvár"),
        ("7621", "Pécs"), ("8000", "Székesfehérvár"), ("8200", "Veszprém"), ("8600", "Siófok"), ("8800", "Nagykanizsa"), ("8900", "Zalaegerszeg"), ("9021", "Győr"),
        ("9400", "Sopron"), ("9700", "Szombathely"),
    ];

    public static readonly string[] Streets =
    [
        "Petőfi Sándor utca", "Kossuth Lajos utca", "Rákóczi út", "Széchenyi utca", "Ady Endre utca", "Arany János utca", "Bartók Béla út", "Dózsa György út",
        "Jókai Mór utca", "Szent István út", "Béke utca", "Virág utca", "Akácfa utca", "Fő utca", "Deák Ferenc utca", "Hunyadi János utca", "Mikszáth Kálmán utca",
        "Vörösmarty utca", "Táncsics Mihály utca", "Bem József utca", "Móricz Zsigmond utca", "Szőlő utca", "Kertész utca", "Liget sor",
    ];
}
