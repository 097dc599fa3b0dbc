using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>What the page shows.</summary>
/// <param name="Count">Open questions, also those that are not grouped.</param>
public sealed record OpenQuestions(IReadOnlyList<QuestionGroup> Groups, int Count);

/// <summary>Reads open questions: nobody has looked at them, and nothing was taught from them.</summary>
public sealed class QuestionReads(ZaitakuDb db, UtteranceReader reader, PlaceNames names, IOptions<HubOptions> hub)
{
    /// <summary>The newest that are grouped; older ones come up as these are dealt with.</summary>
    public const int LinesMax = 2_000;

    /// <summary>Letters of a question that are read for what is unknown in it.</summary>
    private const int LettersMax = 300;

    /// <summary>Questions that can be taught from: those whose words were kept without names.</summary>
    public static IQueryable<KeptNote> Open(ZaitakuDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.KeptNotes.Where(note => note.Kind == NoteKind.Unanswered && note.Reason != null && note.SeenAt == null && note.Text != "");
    }

    public async Task<OpenQuestions> ReadAsync(CancellationToken cancellationToken)
    {
        List<KeptNote> notes = await Open(db).AsNoTracking().OrderByDescending(note => note.SaidAt).ThenByDescending(note => note.Id).Take(LinesMax).ToListAsync(cancellationToken);
        int count = notes.Count < LinesMax ? notes.Count : await Open(db).CountAsync(cancellationToken);
        List<Guid> asked = [.. notes.Select(note => note.MemberId).Distinct()];
        Dictionary<Guid, Role> roles = await db.Members.Where(member => asked.Contains(member.Id) && member.ErasedAt == null)
            .Select(member => new { member.Id, member.Role }).ToDictionaryAsync(member => member.Id, member => member.Role, cancellationToken);
        UnknownNames unknown = new(names, AreaFinder.HubAreaOf(hub.Value, forProfessional: false));
        return new OpenQuestions(QuestionGroupRules.Group([.. notes.Select(note => LineOf(note, unknown, roles.TryGetValue(note.MemberId, out Role role) && role.IsProfessional()))]), count);
    }

    /// <returns>The group of which a line is part; null where it is open no more.</returns>
    public async Task<QuestionGroup?> FindAsync(int line, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Groups.FirstOrDefault(group => group.Lines.Any(one => one.Id == line));

    private OpenQuestion LineOf(KeptNote note, UnknownNames unknown, bool isProfessional)
    {
        Understood read = reader.Read(note.Text.Length <= LettersMax ? note.Text : note.Text[..LettersMax], null);
        return new OpenQuestion(note.Id, note.Text, note.Reason ?? NoteReason.Unsure, note.SaidAt, isProfessional, note.Reason == NoteReason.Unsure ? unknown.In(read) : "");
    }
}
