namespace Zaitaku.Bot.Emergency;

/// <summary>A number that is the same for every hub.</summary>
/// <param name="Phone">As it is shown; with # where only a phone's own keys reach it.</param>
/// <param name="Note">What to know before calling: cost, hours.</param>
/// <param name="Source">Where it was read.</param>
public sealed record NationalLine(string Name, string Phone, string Note, string Source)
{
    /// <summary>When the source was read last. Read them again with every release: hours change, and a line may end.</summary>
    public DateOnly CheckedOn { get; init; } = new(2026, 11, 23);
}

/// <summary>The one place of national numbers. They are shown as they stand here, and no card shows another one but the hub's own (a test).</summary>
public static class NationalLines
{
    private const string Mainichi = "毎日新聞「こころの悩みに関する主な相談機関一覧」2022-08-26 https://mainichi.jp/articles/20220826/osg/00m/040/001000d";
    private const string Meikikai = "厚生労働省の相談窓口の一覧（2021-03-01 の紹介） https://meikikai-home.com/";
    private const string Akiruno = "あきる野市「その悩み誰かに相談していますか?」2023-03-24 https://www.city.akiruno.tokyo.jp/0000015267.html";
    private const string Gender = "内閣府男女共同参画局「相談機関一覧」 http://www.gender.go.jp/policy/no_violence/e-vaw/soudankikan.html";
    private const string Dvca = "政府広報オンライン「DVかもと思ったら」 https://www.gov-online.go.jp/cam/no_dvca/dv03/";
    private const string Mito = "水戸市「児童相談所虐待対応ダイヤル「189」について」 https://www.city.mito.lg.jp/site/kosodate/3422.html";
    private const string Toba = "鳥羽市消防本部「救急車の正しい利用方法」 https://www.city.toba.mie.jp/kurashi/anzen_anshin/shobo_kyukyu/3947.html";
    private const string Columns = "厚生労働省「あなたの味方」コラム（緊急の場合は110番） https://anata-no-mikata.mhlw.go.jp/column/home";
    private const string Akashi = "明石市「救急車を呼ぶか迷ったら」2025-10-01 https://www.city.akashi.lg.jp/shoubou/sho_keibou_ka/kyuukyuu/yobukamayottara.html";
    private const string Meditur = "厚生労働省「小児救急医療電話相談事業(#8000)」の紹介 https://blog.meditur.jp/2013/07/8000.html";

    public static readonly NationalLine Ambulance = new("消防・救急", "119", "", Toba);
    public static readonly NationalLine Police = new("警察", "110", "", Columns);

    public static readonly NationalLine InochiSos = new("#いのちSOS", "0120-061-338", "（無料）", Mainichi);
    public static readonly NationalLine Yorisoi = new("よりそいホットライン", "0120-279-338", "（無料・24時間）", Meikikai);

    /// <summary>The same from the three prefectures of the earthquake of 2011.</summary>
    public static readonly NationalLine YorisoiNorth = new("よりそいホットライン（岩手・宮城・福島から）", "0120-279-226", "（無料・24時間）", Meikikai);

    public static readonly NationalLine InochiNoDenwa = new("いのちの電話", "0120-783-556", "（無料・夕方から夜）", Akiruno);

    public static readonly NationalLine Child = new("児童相談所虐待対応ダイヤル", "189", "（無料・24時間・匿名でよい）", Mito);
    public static readonly NationalLine PartnerPlus = new("DV相談プラス", "0120-279-889", "（無料・24時間）", Dvca);
    public static readonly NationalLine PartnerNear = new("DV相談ナビ", "#8008", "（最寄りの配偶者暴力相談支援センター。受付時間内）", Gender);

    /// <summary>Not everywhere: shown only where the hub says that it is offered (<see cref="HubOptions.Offers7119"/>).</summary>
    public static readonly NationalLine AmbulanceAdvice = new("救急安心センター", "#7119", "", Akashi);

    /// <inheritdoc cref="AmbulanceAdvice"/>
    public static readonly NationalLine ChildAdvice = new("こども医療電話相談", "#8000", "（夜間・休日）", Meditur);

    public static IReadOnlyList<NationalLine> All { get; } =
        [Ambulance, Police, InochiSos, Yorisoi, YorisoiNorth, InochiNoDenwa, Child, PartnerPlus, PartnerNear, AmbulanceAdvice, ChildAdvice];
}
