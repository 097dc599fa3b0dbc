using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Knowledge;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>Answers of the knowledge base: every entry as a resident and as a professional reads it, and what is said where there is none.</summary>
public static class SampleKnowledge
{
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly KnowledgeShelf Shelf = KnowledgeShelf.Own;
    private static readonly DateTimeOffset Now = At("2026-11-24", 9);

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("faq-none", [FaqReplies.None(Hub, isKept: true)]), ("faq-none-not-kept", [FaqReplies.None(Hub, isKept: false)]), ("faq-gone", [FaqReplies.Gone(Hub)]), ("faq-nearest", [FaqReplies.Nearest([.. Shelf.Entries.OrderByDescending(entry => entry.Question.Length)], Hub, isKept: true)]),
        ("faq-late", [FaqReplies.Answer(Shelf.Entries.First(entry => entry.FiscalYear is not null), forProfessional: false, Hub, At("2027-05-01", 9))]),
        .. Shelf.Entries.OrderByDescending(entry => entry.ForResidents.Length).Take(3).Select(entry => ($"faq-{entry.Id}", (IReadOnlyList<ReplyContent>)[FaqReplies.Answer(entry, forProfessional: false, Hub, Now)])),
        .. Shelf.Entries.OrderByDescending(entry => entry.ForProfessionals.Length).Take(3).Select(entry => ($"faq-pro-{entry.Id}", (IReadOnlyList<ReplyContent>)[FaqReplies.Answer(entry, forProfessional: true, Hub, Now)])),
    ];
}
