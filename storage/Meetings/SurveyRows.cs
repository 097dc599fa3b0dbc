using System.Data.Common;

namespace Zaitaku.Storage.Meetings;

/// <summary>Writes the answers of a sheet. SQLite numbers rows in the order they come, so that those of one sheet would stand side by side and the sheets one after the other; here each is given a place drawn at random.</summary>
public static class SurveyRows
{
    private static readonly PreparedSql Insert = new("""INSERT INTO "survey_answer" (rowid, "Id", "QuestionId", "InviteeId", "Value", "Words") VALUES (random(), @id, @question, @invitee, @value, @words)""",
        "@id", "@question", "@invitee", "@value", "@words");

    /// <summary>Inside the transaction of whatever else the sheet changes.</summary>
    public static void Write(DbConnection connection, IEnumerable<SurveyAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(answers);
        using DbCommand insert = Insert.On(connection);
        foreach (SurveyAnswer answer in answers)
        {
            PreparedSql.Execute(insert, answer.Id, answer.QuestionId, answer.InviteeId, answer.Value, answer.Words);
        }
    }
}
