using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Members;

/// <summary>Whole names without さん: where somebody gives a name (「山辺リツコと申します」), or says whose it is (「患者は山田太郎です」).</summary>
internal static partial class PersonNameRules
{
    /// <summary>Surnames that half the people of the region bear; behind 「患者は」 only these make a name, for 「患者は要介護です」 is as long.</summary>
    internal const string Surnames =
        "佐々木|長谷川|五十嵐|佐久間|佐藤|鈴木|高橋|田中|伊藤|伊東|渡辺|渡邊|渡部|山本|中村|小林|加藤|吉田|山田|山口|松本|井上|木村|斎藤|斉藤|齋藤|齊藤|清水|山崎|池田|橋本|阿部|安部|石川|山下|中島|石井|小川|前田|岡田|藤田|後藤|近藤|村上|遠藤|"
        + "青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|三浦|中野|中川|原田|松田|竹内|小野|田村|中山|和田|石田|上田|森田|柴田|酒井|工藤|横山|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井|高田|藤本|武田|村田|上野|杉山|増田|菅原|平野|大塚|千葉|久保|松井|小島|"
        + "岩崎|桜井|野口|松尾|野村|木下|菊地|菊池|佐野|大西|杉本|新井|浜田|古川|市川|小松|水野|島田|小山|吉川|山内|本間|本田|今野|伊豆|富樫|梅津|土田|板垣|成田|相馬|難波|奥山|高山|矢作|結城|荒木|大場|黒田|川上|川村|永井|松浦|須藤|秋山|吉村|飯田|片山|星野|大久保";

    /// <summary>What ends so is a trade, a place of work or a place.</summary>
    private static readonly string[] NotNames =
    [
        "ステーション", "センター", "クリニック", "ホーム", "サービス", "デイ", "ケア", "プラン", "マネ", "マネジャー", "マネージャー", "ヘルパー", "スタッフ", "サポート", "ハウス", "ナース", "ドクター", "ワーカー", "リハビリ", "リハ", "コーディネーター", "グループ", "ショート",
        "病院", "医院", "診療所", "薬局", "薬店", "歯科", "事業所", "支援所", "居宅", "包括", "社協", "協議会", "施設", "介護", "看護", "支援", "役所", "役場", "消防", "警察", "学校", "会社", "商店", "商会", "工務店", "訪看", "内科", "外科", "医師", "看護師", "薬剤師", "相談員", "支援員", "専門員", "療法士", "保健師", "福祉士",
        "家族", "本人", "担当", "職員", "院長", "所長", "施設長", "県", "市", "区", "町", "村", "駅", "園", "苑", "荘", "館", "寮", "室", "部", "課", "係", "科", "局", "所", "店", "会", "校", "通", "地区", "団地", "住宅", "支店", "本店",
    ];

    /// <summary>The names as they stand in the words.</summary>
    public static IEnumerable<string> In(string plain) =>
        Given().Matches(plain).Concat(Whose().Matches(plain)).Select(found => found.Groups["name"].Value).Where(name => !Array.Exists(NotNames, word => name.EndsWith(word, StringComparison.Ordinal)));

    /// <summary>「…と申します」, 「…といいます」: three letters or more, or two words.</summary>
    [GeneratedRegex(
        @"(?<![\p{IsCJKUnifiedIdeographs}々ァ-ヺー])(?<name>[\p{IsCJKUnifiedIdeographs}々]{3,6}|[\p{IsCJKUnifiedIdeographs}々]{1,3}[ 　]?[ァ-ヺー]{2,5}|[\p{IsCJKUnifiedIdeographs}々]{1,3}[ 　][\p{IsCJKUnifiedIdeographs}々ぁ-ゖ]{1,4}|[ァ-ヺー]{2,6}[ 　・]?[ァ-ヺー]{2,6})(?=と(?:申|もう)し|という(?:者|もの)です|といいます|と言います)",
        RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Given();

    /// <summary>「患者は山田太郎です」, 「氏名: 山田 花子」, 「山田太郎（82歳）」.</summary>
    [GeneratedRegex(
        "(?:(?:患者|利用者|対象者|本人|氏名|名前)(?:さん|様|さま)?(?:は|が|:|、)? ?(?<name>(?:" + Surnames + @")[ 　]?(?:[\p{IsCJKUnifiedIdeographs}々]{1,3}|[ァ-ヺー]{2,5}|[ぁ-ゖ]{2,3}?))(?=です|と(?:申|い)|で[、す]|[、。,\n(]|[ 　]|\d|$)"
        + @"|(?<![\p{IsCJKUnifiedIdeographs}々ァ-ヺー])(?<name>(?:" + Surnames + @")[ 　]?(?:[\p{IsCJKUnifiedIdeographs}々]{1,3}|[ァ-ヺー]{2,5}))(?=[ 　]?[(、]?[ 　]?\d{2,3}[歳才]))",
        RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Whose();
}
