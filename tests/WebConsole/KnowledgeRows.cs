using Zaitaku.Storage;
using Zaitaku.Storage.Knowledge;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Entries of the hub with two versions each, one of them withdrawn, all their words the same.</summary>
public static class KnowledgeRows
{
    /// <param name="words">Written wherever somebody writes.</param>
    /// <param name="count">So many entries, hub-1 and on.</param>
    public static async Task FurnishAsync(ZaitakuDb db, string words, DateTimeOffset now, int count)
    {
        ArgumentNullException.ThrowIfNull(db);
        for (int at = 1; at <= count; at++)
        {
            foreach (int number in (int[])[1, 2])
            {
                db.KnowledgeVersions.Add(new KnowledgeVersion
                {
                    Key = $"hub-{at}", Number = number, Question = words, Variants = words, Topics = words, ForResidents = words, ForProfessionals = words, Owner = words, Sources = $"{words}\thttps://city.example/?q={words}\t2035-04-01",
                    ReviewedOn = "2035-04-01", ReviewOn = "2036-04-01", IsWithdrawn = number == 2 && at == count, WrittenAt = now,
                });
            }
        }

        await db.SaveChangesAsync();
    }
}
