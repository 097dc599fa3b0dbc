using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Corrections;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A place no register has.</summary>
[RequestSizeLimit(DirectoryEditModel.BodyMax)]
[RequestFormLimits(ValueCountLimit = DirectoryEditModel.ValuesMax, ValueLengthLimit = DirectoryEditModel.BodyMax)]
public sealed class DirectoryNewModel(PlaceSheets sheets, PlaceCorrections corrections, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    public TypedFacts Facts { get; private set; } = null!;

    [BindProperty]
    public BasisForm Basis { get; set; } = new();

    /// <summary>Places that may be the same; asked about once.</summary>
    public IReadOnlyList<Place> Namesakes { get; private set; } = [];

    public void OnGet() => (Facts, Basis) = (TypedFacts.Open(Nothing()), BasisForm.Of(clock.GetUtcNow()));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        IFormCollection form = await Request.ReadFormAsync(cancellationToken);
        Basis.At(clock.GetUtcNow());
        Facts = TypedFacts.Read(form, Nothing());
        Facts.Demand("name", "municipality", "services");
        PlaceFacts? stated = Facts.Stated(out _);
        Basis? basis = Basis.Read(clock.GetUtcNow(), out string problem);
        Namesakes = stated is null ? [] : await sheets.NamesakesAsync(stated, cancellationToken);
        Problem = stated is null ? "赤い印のところを直してください。まだ加えていません。"
            : problem.Length > 0 ? problem
            : Namesakes.Count > 0 && form["another"] != "true" ? "同じ名前の事業所があります。違う事業所なら、印をつけてもう一度押してください。" : "";
        if (Problem.Length > 0)
        {
            return Page();
        }

        if (await corrections.AddAsync(stated!, basis!, Staff.Id, cancellationToken) is CorrectionAnswer.Done done)
        {
            return LocalRedirect($"/console/directory/{done.Place}?done=added");
        }

        Problem = "いま取り込みが台帳に書いています。書いたものは残っています。少し待って、もう一度押してください。";
        return Page();
    }

    private PlaceFacts Nothing() => new() { Prefecture = hub.Value.Prefecture };
}
