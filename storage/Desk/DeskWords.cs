using System.Globalization;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Desk;

/// <summary>The few facts of a consultation that may stand in a notification: number, content, area, urgency. Never words, names or phone numbers.</summary>
public static class DeskWords
{
    /// <summary>11月24日(火) 10:30, on a clock in Tokyo.</summary>
    public static string When(DateTimeOffset instant)
    {
        DateTimeOffset local = OfficeTime.InTokyo(instant);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Month}月{local.Day}日({OfficeTime.LetterOf(OfficeTime.DayOf(instant))}) {local:HH:mm}");
    }

    /// <summary>Number, content, area and urgency, a line each.</summary>
    public static string Facts(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        string target = one.TargetAt is { } at ? $"\n期限: {When(at)}" : "";
        return $"受付番号: {ConsultationNumbers.Shown(one.Number)}\n内容: {ContentOf(one)}\n地域: {AreaOf(one)}\n急ぎ: {ConsultationTerms.Urgencies.Name(one.Urgency)}{target}";
    }

    public static string ContentOf(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Content is { } content ? ConsultationTerms.Contents.Name(content) : "未分類";
    }

    /// <summary>A name of a place; should somebody have typed a number there, it stays behind.</summary>
    public static string AreaOf(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Area.Length > 0 ? PrivacyRules.WithoutNumbers(one.Area) : "未確認";
    }
}
