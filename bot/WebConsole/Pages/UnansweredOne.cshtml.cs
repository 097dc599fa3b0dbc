using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One group of open questions, and what may be done about it.</summary>
public sealed class UnansweredOneModel(QuestionReads questions, LessonDesk desk, KnowledgeLibrary library, UtteranceReader reader, TimeProvider clock) : ConsolePage
{
    /// <summary>Letters that go to the page of a new entry.</summary>
    private const int WordsMax = 300;

    private (LessonKind Kind, string Words, string Means)? _typed;
    private string _guess = "";

    public QuestionGroup Group { get; private set; } = null!;

    /// <summary>Entries offered.</summary>
    public IReadOnlyList<KnowledgeEntry> Nearest { get; private set; } = [];

    /// <summary>What other entries are looked for by; empty for the words of the question.</summary>
    public string Asked { get; private set; } = "";

    public string FirstWords => Group.Wordings[0].Length <= WordsMax ? Group.Wordings[0] : Group.Wordings[0][..WordsMax];

    public async Task<IActionResult> OnGetAsync(int id, string? q, CancellationToken cancellationToken) => await ShowAsync(id, q, cancellationToken) ? Page() : Missing();

    public Task<IActionResult> OnPostSynonymAsync(int id, LessonForm form, CancellationToken cancellationToken) => TeachAsync(id, LessonKind.Synonym, form, cancellationToken);

    public Task<IActionResult> OnPostPlaceNameAsync(int id, LessonForm form, CancellationToken cancellationToken) => TeachAsync(id, LessonKind.PlaceName, form, cancellationToken);

    public Task<IActionResult> OnPostAnswerAsync(int id, LessonForm form, CancellationToken cancellationToken) => TeachAsync(id, LessonKind.Answer, form, cancellationToken);

    public Task<IActionResult> OnPostOutOfScopeAsync(int id, LessonForm form, CancellationToken cancellationToken) => TeachAsync(id, LessonKind.OutOfScope, form, cancellationToken);

    /// <summary>「見ました」. What is open no more is left alone.</summary>
    public async Task<IActionResult> OnPostSeenAsync(LessonForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        int seen = await desk.SeeAsync(UnansweredModel.LinesOf(form.Lines), Staff.Id, clock.GetUtcNow(), cancellationToken);
        return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/unanswered?seen={seen}"));
    }

    /// <summary>What stands in a field: as typed where it was refused, else what nobody knew.</summary>
    public string WordFor(LessonKind kind) => _typed is { } typed && typed.Kind == kind ? typed.Words : _guess;

    /// <summary>The same for a whole question.</summary>
    public string QuestionFor(LessonKind kind) => _typed is { } typed && typed.Kind == kind ? typed.Words : FirstWords;

    public string MeansFor(LessonKind kind) => _typed is { } typed && typed.Kind == kind ? typed.Means : "";

    public bool IsTyped(LessonKind kind, string means) => MeansFor(kind) == means;

    private async Task<IActionResult> TeachAsync(int id, LessonKind kind, LessonForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        Teaching teaching = await desk.TeachAsync(kind, form.Words, form.Means, UnansweredModel.LinesOf(form.Lines), Staff.Id, clock.GetUtcNow(), cancellationToken);
        if (teaching.Lesson > 0)
        {
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/unanswered/lessons/{teaching.Lesson}?done=taught"));
        }

        (Problem, _typed) = (teaching.Problem, (kind, form.Words ?? "", form.Means ?? ""));
        return await ShowAsync(id, null, cancellationToken) ? Page() : Missing();
    }

    private async Task<bool> ShowAsync(int id, string? asked, CancellationToken cancellationToken)
    {
        if (await questions.FindAsync(id, cancellationToken) is not { } group)
        {
            return false;
        }

        (Group, Asked) = (group, asked is { Length: <= LessonRules.WordMax } ? asked.Trim() : "");
        _guess = group.Unknown.Length > 0 ? group.Unknown : UnknownWordRules.Of(reader.ScanOf(FirstWords));
        Nearest = [.. library.Current.Index.Search(Asked.Length > 0 ? Asked : FirstWords, FaqReplies.NearestMax).Select(find => find.Entry)];
        return true;
    }
}

/// <summary>What a form of the page sends.</summary>
public sealed record LessonForm
{
    /// <summary>Numbers of the notes, joined by commas.</summary>
    public string? Lines { get; init; }

    public string? Words { get; init; }

    public string? Means { get; init; }
}
