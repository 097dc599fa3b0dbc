using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>
/// The text of <see cref="Place.Hours"/>: the place's usual hours, then what differs by service, such as
/// <c>月-日祝 営業|day_service=月-土 営業|care_manager_office=</c> (nothing is known of the last).
/// </summary>
public sealed class StoredHours
{
    private const char Separator = '|';
    private readonly Dictionary<ServiceKind, WeeklyHours?> _ofService = [];

    private StoredHours(WeeklyHours? usual) => Usual = usual;

    public WeeklyHours? Usual { get; }

    /// <summary>Does any service keep hours of its own?</summary>
    public bool Differs => _ofService.Count > 0;

    public static string Write(PlaceFacts facts)
    {
        StringBuilder text = new(facts.Hours);
        foreach ((string service, string hours) in facts.ServiceHours ?? new Dictionary<string, string>())
        {
            text.Append(Separator).Append(service).Append('=').Append(hours);
        }

        return text.ToString();
    }

    public static StoredHours Parse(string text)
    {
        string[] parts = text.Split(Separator);
        StoredHours stored = new(WeeklyHours.FromStored(parts[0]));
        foreach (string[] pair in parts.Skip(1).Select(part => part.Split('=', 2)))
        {
            if (pair.Length == 2 && ServiceKinds.TryParse(pair[0], out ServiceKind kind))
            {
                stored._ofService[kind] = WeeklyHours.FromStored(pair[1]);
            }
        }

        return stored;
    }

    /// <summary>The usual hours without those of services, for who reads <see cref="Place.Hours"/> as one text.</summary>
    public static string UsualIn(string text) => text.IndexOf(Separator) is >= 0 and var at ? text[..at] : text;

    public WeeklyHours? Of(ServiceKind kind) => _ofService.TryGetValue(kind, out WeeklyHours? own) ? own : Usual;
}
