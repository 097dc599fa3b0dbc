namespace Zaitaku.Storage.Members;

/// <summary>What came of typing a code that links two accounts.</summary>
public enum LinkAnswer
{
    /// <summary>The two are one from now on.</summary>
    Good,

    /// <summary>Typed where it was made: it belongs on the other channel.</summary>
    YourOwn,

    /// <summary>The two are one already.</summary>
    LinkedAlready,

    /// <summary>Both have an account on one and the same channel, so they are two people, or one with two phones: not for a code to decide.</summary>
    SameChannel,

    /// <summary>Used, too old, or of somebody who is leaving; looks like a code that never was.</summary>
    Bad,
}

/// <summary>Codes that link two accounts of one person.</summary>
public static class LinkRules
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <param name="member">Who typed it.</param>
    /// <param name="here">Channels on which that person is known.</param>
    /// <param name="there">Channels on which the person is known who asked for the code.</param>
    public static LinkAnswer Try(Member member, LinkCode code, IReadOnlyCollection<string> here, IReadOnlyCollection<string> there, DateTimeOffset now) => code switch
    {
        { UsedAt: not null } => code.MemberId == member.Id ? LinkAnswer.LinkedAlready : LinkAnswer.Bad,
        { ExpiresAt: var end } when end <= now => LinkAnswer.Bad,
        _ when code.MemberId == member.Id => LinkAnswer.YourOwn,
        _ when here.Intersect(there).Any() => LinkAnswer.SameChannel,
        _ => LinkAnswer.Good,
    };

    /// <summary>The role of the two together: the one that may do more; of equals, that of the account the code was asked for with.</summary>
    public static Role RoleOf(Member asked, Member typed) => MemberRules.Rank(typed.Role) > MemberRules.Rank(asked.Role) ? typed.Role : asked.Role;
}
