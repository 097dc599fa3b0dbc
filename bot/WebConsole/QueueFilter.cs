using Microsoft.AspNetCore.WebUtilities;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.WebConsole;

/// <summary>What of the queue is looked at, as it stands in the page's address. Words nobody knows count as not said.</summary>
public sealed record QueueFilter
{
    public const string Mine = "me";
    public const string Nobody = "none";

    /// <summary>One state; null for all open ones.</summary>
    public ConsultationState? State { get; init; }

    public ConsultationUrgency? Urgency { get; init; }

    public ConsultationContent? Content { get; init; }

    /// <summary>Empty for all.</summary>
    public string Desk { get; init; } = "";

    /// <summary><see cref="Mine"/>, <see cref="Nobody"/>, an account's id, or empty for all.</summary>
    public string Who { get; init; } = "";

    public string Area { get; init; } = "";

    public bool IsBoard { get; init; }

    /// <summary>Counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True while anything but state and view narrows the list.</summary>
    public bool IsNarrowed => Urgency is not null || Content is not null || Desk.Length > 0 || Who.Length > 0 || Area.Length > 0;

    public static QueueFilter Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string Text(string key) => query[key].FirstOrDefault() is { Length: <= TextMax } text ? text.Trim() : "";
        return new QueueFilter
        {
            State = Enum.TryParse(Text("state"), ignoreCase: true, out ConsultationState state) && Enum.IsDefined(state) && state != ConsultationState.Draft && !char.IsDigit(Text("state")[0]) ? state : null,
            Urgency = ConsultationTerms.Urgencies.TryParse(Text("urgency"), out ConsultationUrgency urgency) ? urgency : null,
            Content = ConsultationTerms.Contents.TryParse(Text("content"), out ConsultationContent content) ? content : null,
            Desk = Text("desk"),
            Who = Text("who"),
            Area = Text("area"),
            IsBoard = Text("view") == "board",
            Page = int.TryParse(Text("p"), out int page) ? Math.Clamp(page, 1, PageMax) : 1,
        };
    }

    /// <summary>The page's address for this filter.</summary>
    public string Address
    {
        get
        {
            Dictionary<string, string?> query = [];
            void Add(string key, string? value)
            {
                if (!string.IsNullOrEmpty(value))
                {
                    query[key] = value;
                }
            }

            Add("view", IsBoard ? "board" : null);
            Add("state", State?.ToString().ToLowerInvariant());
            Add("urgency", Urgency is { } urgency ? ConsultationTerms.Urgencies.Id(urgency) : null);
            Add("content", Content is { } content ? ConsultationTerms.Contents.Id(content) : null);
            Add("desk", Desk);
            Add("who", Who);
            Add("area", Area);
            Add("p", Page > 1 ? Page.ToString() : null);
            return QueryHelpers.AddQueryString("/console/consultations", query);
        }
    }

    /// <summary>Where 「引き受ける」 is posted to; whoever comes second is led back to this filter.</summary>
    public string ClaimAddress => QueryHelpers.AddQueryString(Address, "handler", "Claim");

    /// <summary>Farther pages are reached by narrowing.</summary>
    public const int PageMax = 1_000;

    private const int TextMax = 80;
}
