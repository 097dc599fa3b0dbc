using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What a coordinator takes down.</summary>
public sealed class TakeDownForm
{
    public string? Route { get; set; }

    public string? Day { get; set; }

    public string? Time { get; set; }

    public string? Origin { get; set; }

    public string? Content { get; set; }

    public string? Phase { get; set; }

    public string? Urgency { get; set; }

    public string? Area { get; set; }

    public string? Words { get; set; }

    public string? AskerName { get; set; }

    public string? CallPhone { get; set; }

    public string? CallTimes { get; set; }

    public bool WantsCall { get; set; }
}

/// <summary>A consultation that came by phone, fax, mail or visit, taken down in under a minute.</summary>
public sealed class ConsultationNewModel(DeskActions desk, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    /// <summary>Ways that do not pass through us; the others make their own consultations.</summary>
    public static readonly ConsultationRoute[] Routes = [ConsultationRoute.Phone, ConsultationRoute.Fax, ConsultationRoute.Mail, ConsultationRoute.Visit];

    /// <summary>A form that lay open for a while: still now.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BackMax = TimeSpan.FromDays(366);

    /// <summary>Letters of the words: a head is kept free for what the desk writes before them.</summary>
    private const int WordsMax = ConsultationEntry.TextUnitsMax - 1_000;

    [BindProperty]
    public TakeDownForm Form { get; set; } = new();

    public IReadOnlyList<string> Areas => [.. hub.Value.Area];

    public void OnGet()
    {
        DateTimeOffset now = clock.GetUtcNow();
        Form = new TakeDownForm { Route = "phone", Urgency = "normal", Day = TokyoInput.Day(now), Time = TokyoInput.Time(now), Area = hub.Value.Area.Count == 1 ? hub.Value.Area[0] : "" };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Read(clock.GetUtcNow()) is not { } wanted)
        {
            return Page();
        }

        int number = await desk.TakeDownAsync(wanted, Staff.Id, cancellationToken);
        return LocalRedirect($"/console/consultations/{number}?done=new");
    }

    /// <returns>Null with a problem when something is missing.</returns>
    private NewConsultation? Read(DateTimeOffset now)
    {
        string words = (Form.Words ?? "").ReplaceLineEndings("\n").Trim();
        bool hasTime = TokyoInput.TryRead(Form.Day, Form.Time, out DateTimeOffset received);
        Problem = !ConsultationTerms.Routes.TryParse(Form.Route, out ConsultationRoute route) || !Routes.Contains(route) ? "受付経路を選んでください。"
            : !hasTime || received > now + AheadMax || received < now - BackMax ? "受けた日時を確かめてください。これから先や、1年より前にはできません。"
            : words.Length == 0 ? "相談の内容を書いてください。一言でも構いません。"
            : words.Length > WordsMax ? $"相談の内容は {WordsMax} 文字までにしてください。"
            : !ConsultationTerms.Urgencies.TryParse(Form.Urgency, out _) ? "急ぎを選んでください。" : "";
        return Problem.Length > 0 ? null : new NewConsultation
        {
            Route = route,
            ReceivedAt = received > now ? now : received,
            Urgency = ConsultationTerms.Urgencies.TryParse(Form.Urgency, out ConsultationUrgency urgency) ? urgency : ConsultationUrgency.Normal,
            Origin = ConsultationTerms.Origins.TryParse(Form.Origin, out ConsultationOrigin origin) ? origin : null,
            Content = ConsultationTerms.Contents.TryParse(Form.Content, out ConsultationContent content) ? content : null,
            Phase = ConsultationTerms.Phases.TryParse(Form.Phase, out ConsultationPhase phase) ? phase : null,
            Area = (Form.Area ?? "").Trim(),
            Words = words,
            AskerName = (Form.AskerName ?? "").Trim(),
            CallPhone = PhoneRules.Kept(Form.CallPhone ?? ""),
            CallTimes = (Form.CallTimes ?? "").Trim(),
            WantsCall = Form.WantsCall,
        };
    }
}
