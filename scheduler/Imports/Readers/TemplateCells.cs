using System.Globalization;
using System.Text;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>The cells of one template row. The first cell that cannot be read is remembered as <see cref="Problem"/>.</summary>
internal sealed class TemplateCells(Header header, TextRow row)
{
    private const int ListItemsMax = 50;
    private static readonly char[] s_listSeparators = ['、', ',', '，', '\n'];
    private static readonly string[] s_dayForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];

    public string? Problem { get; private set; }

    /// <summary>A cell's text. One that looks like a formula is no value of any column, and is refused rather than run or stored.</summary>
    public string Text(string column)
    {
        string text = row.At(header.Of(column));
        if (text.Length > 0 && (text[0] is '=' or '@' || (text[0] == '+' && column != TemplateColumns.Note)))
        {
            Refuse(column, text, "数式のような値は使えません");
            return "";
        }

        return text;
    }

    public IReadOnlyList<string>? List(string column)
    {
        string[] items = Text(column).Split(s_listSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (items.Length > ListItemsMax)
        {
            Refuse(column, $"{items.Length}件", $"{ListItemsMax}件までです");
        }

        return items.Length == 0 ? null : items;
    }

    /// <summary>Empty is null; what <paramref name="read"/> cannot take is refused.</summary>
    public string? Checked(string column, Func<string?, string?> read, string wanted)
    {
        string text = Text(column);
        string? value = text.Length == 0 ? null : read(text);
        if (text.Length > 0 && value is null)
        {
            Refuse(column, text, wanted + "で書いてください");
        }

        return value;
    }

    public string? Phone(string column) => Checked(column, FactWords.Phone, "0から始まる10桁か11桁の番号");

    public bool? YesNo(string column)
    {
        string text = Text(column);
        bool? value = text switch { "はい" or "○" => true, "いいえ" or "×" => false, _ => null };
        if (text.Length > 0 && value is null)
        {
            Refuse(column, text, "「はい」「いいえ」か空欄にしてください");
        }

        return value;
    }

    public string? Services()
    {
        ServiceSet all = ServiceSet.Empty;
        foreach (string word in List(TemplateColumns.Services) ?? [])
        {
            ServiceKind named = ServiceKinds.All.FirstOrDefault(kind => kind.Name() == word, (ServiceKind)(-1));
            if ((int)named >= 0 || ServiceKinds.TryParse(word, out named))
            {
                all = all.Union(ServiceSet.Of(named));
            }
            else if (FactWords.TryCareService(word, out ServiceSet care) && !care.IsEmpty)
            {
                all = all.Union(care);
            }
            else
            {
                Refuse(TemplateColumns.Services, word, "サービス名の一覧にありません");
            }
        }

        return all.IsEmpty ? null : all.ToString();
    }

    public string? Hours(string column, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (WeeklyHours.TryParse(text, out WeeklyHours hours, out string problem))
        {
            return hours.ToString();
        }

        Refuse(column, text, problem);
        return null;
    }

    /// <summary>Several stand in one cell, with ｜ between them.</summary>
    public IReadOnlyList<ContactWindow>? ContactWindows()
    {
        string[] entries = Text(TemplateColumns.ContactWindows).Normalize(NormalizationForm.FormKC).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IReadOnlyList<ContactWindow> windows = ContactWindowText.Read(entries, out string problem, out string at);
        if (problem.Length > 0)
        {
            Refuse(TemplateColumns.ContactWindows, at, problem);
        }

        return windows.Count == 0 ? null : windows;
    }

    public HomeCareClass? HomeCareClass()
    {
        string text = Text(TemplateColumns.HomeCareClass);
        if (text.Length == 0)
        {
            return null;
        }

        string plain = text.Normalize(NormalizationForm.FormKC);
        foreach ((string word, string mark, HomeCareClass homeCare) in TemplateColumns.Classes)
        {
            if (plain == word.Normalize(NormalizationForm.FormKC) || plain == mark.Normalize(NormalizationForm.FormKC))
            {
                return homeCare;
            }
        }

        Refuse(TemplateColumns.HomeCareClass, text, "区分の一覧にありません");
        return null;
    }

    public int? Capacity()
    {
        string text = Text(TemplateColumns.Capacity);
        int? value = FactWords.Capacity(text);
        if (text.Length > 0 && value is null && text.Normalize(NormalizationForm.FormKC) != "0")
        {
            Refuse(TemplateColumns.Capacity, text, "整数で書いてください");
        }

        return value;
    }

    public PublicationScope? Scope()
    {
        string text = Text(TemplateColumns.Scope);
        PublicationScope? value = text switch { "公開" => PublicationScope.Public, "専門職のみ" => PublicationScope.Professionals, _ => null };
        if (text.Length > 0 && value is null)
        {
            Refuse(TemplateColumns.Scope, text, "「公開」か「専門職のみ」にしてください");
        }

        return value;
    }

    public Dictionary<CapabilityKind, CapabilityLevel>? Capabilities()
    {
        Dictionary<CapabilityKind, CapabilityLevel> all = [];
        foreach (CapabilityKind kind in CapabilityKinds.All)
        {
            string text = Text(kind.Name());
            CapabilityLevel? level = text switch
            {
                "対応可能・対応中" => CapabilityLevel.Possible, "対応可能・実績なし" => CapabilityLevel.PossibleWithoutRecord, "要相談" => CapabilityLevel.Consult, "対応不可" => CapabilityLevel.No,
                "無回答" or "" => CapabilityLevel.Unknown, _ => null,
            };
            if (level is null)
            {
                Refuse(kind.Name(), text, "「対応可能・対応中」「対応可能・実績なし」「要相談」「対応不可」「無回答」のどれかにしてください");
            }
            else if (level != CapabilityLevel.Unknown)
            {
                all[kind] = level.Value;
            }
        }

        return all.Count == 0 ? null : all;
    }

    public PlaceFacts Address(PlaceFacts facts)
    {
        string prefecture = Text(TemplateColumns.Prefecture);
        if (prefecture.Length > 0 && Prefectures.CodeOf(prefecture) == 0 && prefecture != Prefectures.OfTheDemo)
        {
            Refuse(TemplateColumns.Prefecture, prefecture, "「山形県」のように書いてください");
        }

        if (Text(TemplateColumns.Municipality).Length == 0)
        {
            return facts with { Prefecture = prefecture.Length > 0 ? prefecture : null }; // A town alone may lie anywhere.
        }

        return facts.WithAddress(Text(TemplateColumns.Town) + Text(TemplateColumns.AddressRest), prefecture, Text(TemplateColumns.Municipality));
    }

    public PlaceFacts Point(PlaceFacts facts)
    {
        (string latitude, string longitude, string word) = (Text(TemplateColumns.Latitude), Text(TemplateColumns.Longitude), Text(TemplateColumns.Precision));
        Precision? precision = word switch { "番地" => Precision.Door, "町" => Precision.Town, "" => Precision.Unknown, _ => null };
        if (precision is null)
        {
            Refuse(TemplateColumns.Precision, word, "「番地」か「町」か空欄にしてください");
        }

        if (latitude.Length + longitude.Length == 0)
        {
            return facts;
        }

        PlaceFacts placed = facts.WithPoint(latitude, longitude, precision ?? Precision.Unknown);
        if (placed.Latitude is null)
        {
            Refuse(TemplateColumns.Latitude, $"{latitude}, {longitude}", "その都道府県の緯度・経度ではありません");
        }

        return placed;
    }

    public DateOnly? Day(string column)
    {
        string text = Text(column);
        if (DateOnly.TryParseExact(text, s_dayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        if (text.Length > 0)
        {
            Refuse(column, text, "2026-04-01 のように書いてください");
        }

        return null;
    }

    private void Refuse(string column, string text, string wanted)
    {
        const int ShownLettersMax = 40;
        Problem ??= $"{column}「{(text.Length > ShownLettersMax ? text[..ShownLettersMax] + "…" : text)}」: {wanted}";
    }
}
