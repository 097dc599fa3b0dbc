using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Staff;

/// <summary>The least a person must be to pass.</summary>
public enum Least
{
    /// <summary>Before sign-in too.</summary>
    Anyone,

    Coordinator,

    Admin,
}

/// <summary>One action of the console.</summary>
/// <param name="Handler">The page's handler of that name; empty for its only one.</param>
/// <param name="Reads">The audit trail's word for a page that shows words or names of people; empty for others.</param>
public sealed record ConsoleDoor(string Method, string Route, string Handler, Least Least, string Reads = "")
{
    /// <summary>How the trail names the thing whose page it is: as those name it who write in it. Handovers and watch points are a rota's.</summary>
    public string Subject => Reads.StartsWith("handover.", StringComparison.Ordinal) ? "rota" : Reads.Split('.')[0];

    public bool Admits(Role role) => Least switch { Least.Admin => role == Role.Admin, _ => StaffRules.IsStaffRole(role) };

    public override string ToString() => Handler.Length > 0 ? $"{Method} {Route}?handler={Handler}" : $"{Method} {Route}";
}

/// <summary>Every action of the console and who may do it. What does not stand here is not done: a page or handler without a row is not found, and a test says which.</summary>
public static class ConsoleDoors
{
    private const string Get = "GET";
    private const string Post = "POST";
    private const string One = "/console/consultations/{number:int}";
    private const string Place = "/console/directory/{id:int}";
    private const string Rota = "/console/rota/{id:int}";
    private const string Covers = "/console/rota/covers";
    private const string Hands = "/console/hands/{id:int}";
    private const string Meeting = "/console/meetings/{id:int}";
    private const string Knowledge = "/console/knowledge/{key}";
    private const string Substitute = "/console/substitutes/{id:guid}";

    public static IReadOnlyList<ConsoleDoor> All { get; } =
    [
        new(Get, "/console/assets/{name}", "", Least.Anyone),
        new(Get, "/console/sign-in", "", Least.Anyone),
        new(Post, "/console/sign-in", "", Least.Anyone),
        new(Get, "/console/set-up/{token}", "", Least.Anyone),
        new(Post, "/console/set-up/{token}", "", Least.Anyone),
        new(Post, "/console/sign-out", "", Least.Anyone),

        new(Get, "/console", "", Least.Coordinator),
        new(Get, "/console/live", "", Least.Coordinator),
        new(Get, "/console/notes", "", Least.Coordinator, "note.read"),
        new(Post, "/console/notes", "Seen", Least.Coordinator),
        new(Get, "/console/unanswered", "", Least.Coordinator, "note.read"),
        new(Get, "/console/unanswered/{id:int}", "", Least.Coordinator, "note.read"),
        .. ((string[])["Synonym", "PlaceName", "Answer", "OutOfScope", "Seen"]).Select(handler => new ConsoleDoor(Post, "/console/unanswered/{id:int}", handler, Least.Coordinator)),
        new(Get, "/console/unanswered/lessons", "", Least.Coordinator),
        new(Get, "/console/unanswered/lessons/{id:int}", "", Least.Coordinator),
        new(Post, "/console/unanswered/lessons/{id:int}", "Undo", Least.Coordinator),
        new(Get, "/console/traffic", "", Least.Coordinator, "traffic.read"),
        new(Post, "/console/traffic", "Retry", Least.Coordinator),
        new(Post, "/console/traffic", "Seen", Least.Coordinator),
        new(Post, "/console/traffic", "Called", Least.Coordinator),

        new(Get, "/console/consultations", "", Least.Coordinator),
        new(Post, "/console/consultations", "Claim", Least.Coordinator),
        new(Get, "/console/consultations/new", "", Least.Coordinator),
        new(Post, "/console/consultations/new", "", Least.Coordinator),
        new(Get, One, "", Least.Coordinator, "consultation.read"),
        new(Get, One, "Stamp", Least.Coordinator),
        new(Get, $"{One}/files/{{id:guid}}", "", Least.Coordinator, "consultation.file"),
        .. ((string[])["Claim", "Return", "Transfer", "Ask", "Answer", "Note", "Place", "Desk", "Plan", "Merge", "Close", "Reopen", "Correct"])
            .Select(handler => new ConsoleDoor(Post, One, handler, Least.Coordinator)),

        new(Get, "/console/report", "", Least.Coordinator),
        new(Get, "/console/report.csv", "", Least.Coordinator),
        new(Get, "/console/report.xlsx", "", Least.Coordinator),
        new(Get, "/console/directory", "", Least.Coordinator),
        new(Get, Place, "", Least.Coordinator),
        new(Post, Place, "TakeBack", Least.Coordinator),
        new(Post, Place, "Close", Least.Coordinator),
        new(Post, Place, "Open", Least.Coordinator),
        new(Get, $"{Place}/edit", "", Least.Coordinator),
        new(Post, $"{Place}/edit", "", Least.Coordinator),
        new(Get, "/console/directory/new", "", Least.Coordinator),
        new(Post, "/console/directory/new", "", Least.Coordinator),
        new(Get, "/console/import", "", Least.Admin),
        new(Post, "/console/import/file", "", Least.Admin),
        new(Get, "/console/import/live", "", Least.Admin),
        new(Get, "/console/import/{id:int}/rejects.csv", "", Least.Admin),

        new(Get, "/console/rota", "", Least.Coordinator, "rota.read"),
        new(Post, "/console/rota", "", Least.Coordinator),
        new(Get, "/console/rota/holders", "", Least.Coordinator, "rota.read"),
        new(Post, "/console/rota/holders", "Keep", Least.Coordinator),
        new(Post, "/console/rota/holders", "Close", Least.Coordinator),
        new(Post, "/console/rota/holders", "Invite", Least.Coordinator),
        new(Post, "/console/rota/holders", "Link", Least.Coordinator),
        new(Post, "/console/rota/holders", "Unlink", Least.Coordinator),
        new(Post, "/console/rota/holders", "Feed", Least.Coordinator),
        new(Post, "/console/rota/holders", "Revoke", Least.Coordinator),
        new(Get, "/console/rota/gaps", "", Least.Coordinator, "rota.read"),
        new(Get, Rota, "", Least.Coordinator, "rota.read"),
        .. ((string[])["Table", "Duty", "Change", "Close", "Feed", "Revoke"]).Select(handler => new ConsoleDoor(Post, Rota, handler, Least.Coordinator)),
        new(Get, $"{Rota}/duties", "", Least.Coordinator, "rota.read"),
        .. ((string[])["Confirm", "Calls", "Times", "Own"]).Select(handler => new ConsoleDoor(Post, $"{Rota}/duties", handler, Least.Coordinator)),
        new(Get, $"{Rota}/table.csv", "", Least.Coordinator, "rota.read"),
        new(Get, $"{Rota}/table.xlsx", "", Least.Coordinator, "rota.read"),
        new(Get, $"{Rota}/draft/{{draft:guid}}", "", Least.Coordinator, "rota.read"),
        new(Post, $"{Rota}/draft/{{draft:guid}}", "Publish", Least.Coordinator),
        new(Post, $"{Rota}/draft/{{draft:guid}}", "Drop", Least.Coordinator),
        new(Post, $"{Rota}/draft/{{draft:guid}}", "Layer", Least.Coordinator),
        new(Get, $"{Rota}/plan", "", Least.Coordinator, "rota.read"),
        .. ((string[])["Propose", "Settings", "Withdraw"]).Select(handler => new ConsoleDoor(Post, $"{Rota}/plan", handler, Least.Coordinator)),
        new(Get, $"{Rota}/members", "", Least.Coordinator, "rota.read"),
        .. ((string[])["Add", "Change", "Leave", "Away", "AwayRemove", "Pair", "PairRemove"]).Select(handler => new ConsoleDoor(Post, $"{Rota}/members", handler, Least.Coordinator)),
        new(Get, $"{Rota}/patterns", "", Least.Coordinator),
        .. ((string[])["Keep", "Remove", "Preset"]).Select(handler => new ConsoleDoor(Post, $"{Rota}/patterns", handler, Least.Coordinator)),
        new(Get, $"{Rota}/proposal/{{proposal:guid}}", "", Least.Coordinator, "rota.read"),
        .. ((string[])["Write", "Replan", "Draft", "Drop"]).Select(handler => new ConsoleDoor(Post, $"{Rota}/proposal/{{proposal:guid}}", handler, Least.Coordinator)),
        new(Get, $"{Rota}/notes", "", Least.Coordinator, "handover.read"),
        new(Post, $"{Rota}/notes", "Write", Least.Coordinator),
        new(Post, $"{Rota}/notes", "End", Least.Coordinator),
        new(Get, $"{Rota}/shift/{{shift:long}}", "", Least.Coordinator, "rota.read"),
        new(Post, $"{Rota}/shift/{{shift:long}}", "Replace", Least.Coordinator),
        new(Post, $"{Rota}/shift/{{shift:long}}", "TakeBack", Least.Coordinator),

        new(Get, Covers, "", Least.Coordinator, "cover.read"),
        new(Get, $"{Covers}/new", "", Least.Coordinator, "cover.read"),
        new(Post, $"{Covers}/new", "", Least.Coordinator),
        new(Get, $"{Covers}/{{id:guid}}", "", Least.Coordinator, "cover.read"),
        .. ((string[])["Approve", "Others", "Refuse", "TakeBack", "Settle"]).Select(handler => new ConsoleDoor(Post, $"{Covers}/{{id:guid}}", handler, Least.Coordinator)),
        new(Get, "/console/hands", "", Least.Coordinator, "hands.read"),
        new(Post, "/console/hands", "", Least.Coordinator),
        new(Get, "/console/hands/times.csv", "", Least.Coordinator, "hands.read"),
        new(Get, Hands, "", Least.Coordinator, "hands.read"),
        .. ((string[])["Change", "Send", "Drop", "Settle", "Raise", "Release", "Extend", "Withdraw"]).Select(handler => new ConsoleDoor(Post, Hands, handler, Least.Coordinator)),
        new(Get, "/console/substitutes", "", Least.Coordinator, "substitute.read"),
        new(Post, "/console/substitutes", "", Least.Coordinator),
        new(Get, Substitute, "", Least.Coordinator, "substitute.read"),
        .. ((string[])["Keep", "Send", "Answer", "Outcome", "Withdraw"]).Select(handler => new ConsoleDoor(Post, Substitute, handler, Least.Coordinator)),

        new(Get, "/console/meetings", "", Least.Coordinator),
        new(Post, "/console/meetings", "Feed", Least.Coordinator),
        new(Post, "/console/meetings", "Revoke", Least.Coordinator),
        new(Get, "/console/meetings/table.csv", "", Least.Coordinator),
        new(Get, "/console/meetings/table.xlsx", "", Least.Coordinator),
        new(Get, "/console/meetings/import", "", Least.Coordinator),
        new(Post, "/console/meetings/import", "Look", Least.Coordinator),
        new(Post, "/console/meetings/import", "Take", Least.Coordinator),
        new(Get, "/console/meetings/new", "", Least.Coordinator),
        new(Post, "/console/meetings/new", "", Least.Coordinator),
        new(Post, "/console/meetings/new", "Pick", Least.Coordinator),
        new(Get, Meeting, "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Cancel", "Restore", "Next"]).Select(handler => new ConsoleDoor(Post, Meeting, handler, Least.Coordinator)),
        new(Get, $"{Meeting}/meeting.ics", "", Least.Coordinator, "meetings.read"),
        new(Get, $"{Meeting}/edit", "", Least.Coordinator),
        new(Post, $"{Meeting}/edit", "", Least.Coordinator),
        new(Post, $"{Meeting}/edit", "Pick", Least.Coordinator),
        new(Get, $"{Meeting}/series", "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Extend", "Close", "Reopen"]).Select(handler => new ConsoleDoor(Post, $"{Meeting}/series", handler, Least.Coordinator)),
        new(Get, $"{Meeting}/people", "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Mark", "Add", "Association", "Outsider", "Count", "Code"]).Select(handler => new ConsoleDoor(Post, $"{Meeting}/people", handler, Least.Coordinator)),
        new(Get, $"{Meeting}/people/list.csv", "", Least.Coordinator, "meetings.read"),
        new(Get, $"{Meeting}/poster", "", Least.Coordinator),
        new(Get, $"{Meeting}/record", "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Keep", "Send", "Issue", "Change", "Paper", "PaperRemove"]).Select(handler => new ConsoleDoor(Post, $"{Meeting}/record", handler, Least.Coordinator)),
        new(Get, $"{Meeting}/files/{{file:guid}}", "", Least.Coordinator, "meetings.read"),
        new(Get, $"{Meeting}/survey", "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Keep", "Send", "Close", "Paper"]).Select(handler => new ConsoleDoor(Post, $"{Meeting}/survey", handler, Least.Coordinator)),
        new(Get, $"{Meeting}/survey/result.csv", "", Least.Coordinator),
        new(Get, "/console/meetings/issues", "", Least.Coordinator, "meetings.read"),
        new(Get, "/console/meetings/associations", "", Least.Coordinator, "meetings.read"),
        .. ((string[])["Add", "Change", "Close"]).Select(handler => new ConsoleDoor(Post, "/console/meetings/associations", handler, Least.Coordinator)),
        new(Get, "/console/meetings/report", "", Least.Coordinator, "meetings.read"),
        new(Get, "/console/meetings/report.csv", "", Least.Coordinator),
        new(Get, "/console/meetings/report.xlsx", "", Least.Coordinator),

        new(Get, "/console/knowledge", "", Least.Coordinator),
        new(Get, "/console/knowledge/new", "", Least.Coordinator),
        new(Post, "/console/knowledge/new", "", Least.Coordinator),
        new(Get, Knowledge, "", Least.Coordinator),
        .. ((string[])["TakeBack", "Withdraw", "Restore"]).Select(handler => new ConsoleDoor(Post, Knowledge, handler, Least.Coordinator)),
        new(Get, $"{Knowledge}/edit", "", Least.Coordinator),
        new(Post, $"{Knowledge}/edit", "", Least.Coordinator),

        new(Get, "/console/members", "", Least.Coordinator, "member.read"),
        new(Get, "/console/members/{id:guid}", "", Least.Coordinator, "member.read"),
        new(Post, "/console/members/{id:guid}", "Link", Least.Coordinator),
        new(Post, "/console/members/{id:guid}", "Unlink", Least.Coordinator),
        new(Post, "/console/members/{id:guid}", "Role", Least.Admin),
        new(Post, "/console/members/{id:guid}", "Export", Least.Admin),
        new(Post, "/console/members/{id:guid}", "Erase", Least.Admin),
        new(Get, "/console/invitations", "", Least.Coordinator, "invitation.read"),
        new(Post, "/console/invitations", "Make", Least.Coordinator),
        new(Post, "/console/invitations", "Revoke", Least.Coordinator),

        new(Get, "/console/account", "", Least.Coordinator),
        new(Post, "/console/account", "Password", Least.Coordinator),
        new(Post, "/console/account", "Codes", Least.Coordinator),
        new(Post, "/console/account", "Chat", Least.Coordinator),
        new(Post, "/console/account", "Unchat", Least.Coordinator),
        new(Post, "/console/account", "EndSession", Least.Coordinator),
        new(Post, "/console/account", "EndOthers", Least.Coordinator),

        new(Get, "/console/accounts", "", Least.Admin),
        new(Post, "/console/accounts", "Add", Least.Admin),
        new(Get, "/console/accounts/{id:guid}", "", Least.Admin),
        new(Post, "/console/accounts/{id:guid}", "Change", Least.Admin),
        new(Post, "/console/accounts/{id:guid}", "Link", Least.Admin),
        new(Post, "/console/accounts/{id:guid}", "EndSessions", Least.Admin),
        new(Post, "/console/accounts/{id:guid}", "Close", Least.Admin),
        new(Post, "/console/accounts/{id:guid}", "Open", Least.Admin),
        new(Get, "/console/audit", "", Least.Admin, "audit.read"),
        new(Get, "/console/settings", "", Least.Admin),
    ];

    private static readonly Dictionary<(string Method, string Route, string Handler), ConsoleDoor> ByKey =
        All.ToDictionary(door => (door.Method, door.Route, door.Handler.ToUpperInvariant()));

    /// <returns>Null for an action nobody may do.</returns>
    public static ConsoleDoor? Find(string method, string route, string handler) =>
        ByKey.GetValueOrDefault((HttpMethods.IsHead(method) ? Get : method, route, handler.ToUpperInvariant()));
}
