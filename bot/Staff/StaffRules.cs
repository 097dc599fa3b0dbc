using System.Text;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>What a name, a password and a session must be like.</summary>
public static class StaffRules
{
    /// <summary>Wrong tries in a row after which nobody gets in for a while, not even with the right password.</summary>
    public const int WrongTriesMax = 5;

    public const int SignInNameMin = 3;

    public const int SignInNameMax = 40;

    public const int DisplayNameMax = 60;

    /// <summary>Letters of a password. Length counts, not kinds of letters (NIST SP 800-63B, 3.1.1.2).</summary>
    public const int PasswordMin = 12;

    public const int PasswordMax = 128;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>A session ends after so long without a page.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromHours(8);

    /// <summary>And after so long in any case.</summary>
    public static readonly TimeSpan SessionMax = TimeSpan.FromHours(16);

    /// <summary>How long a set-up link holds: to be opened on the day it is handed over, or the next.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(48);

    /// <summary>Small half-width letters, so that neither width nor case matter.</summary>
    public static string FoldName(string? typed)
    {
        string cut = (typed ?? "").Trim();
        return (cut.Length <= SignInNameMax * 2 ? cut : cut[..(SignInNameMax * 2)]).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <returns>What is wrong, in words for whoever makes the account; null when it is good.</returns>
    public static string? NameProblem(string folded) =>
        folded.Length is < SignInNameMin or > SignInNameMax || !folded.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_')
            ? $"サインイン名は、半角の英小文字・数字・「.」「-」「_」で {SignInNameMin}〜{SignInNameMax} 文字にしてください。" : null;

    public static string? DisplayNameProblem(string name) =>
        name.Length is 0 or > DisplayNameMax || name.Any(char.IsControl) ? $"表示する名前を {DisplayNameMax} 文字までで書いてください。" : null;

    public static string? PasswordProblem(string? password, string? again, string signInName)
    {
        if (password is not { Length: >= PasswordMin and <= PasswordMax })
        {
            return $"パスワードは {PasswordMin}〜{PasswordMax} 文字にしてください。長い文のほうが、覚えやすく破られにくくなります。";
        }

        if (password.Distinct().Count() < DistinctMin || password.Contains(signInName, StringComparison.OrdinalIgnoreCase))
        {
            return "同じ文字ばかりのパスワードや、サインイン名を含むパスワードは使えません。";
        }

        return password == again ? null : "2回のパスワードが違います。もう一度書いてください。";
    }

    /// <summary>True while a browser is signed in.</summary>
    public static bool Holds(DateTimeOffset lastSeenAt, DateTimeOffset expiresAt, DateTimeOffset? revokedAt, DateTimeOffset? disabledAt, DateTimeOffset now) =>
        revokedAt is null && disabledAt is null && now < expiresAt && now - lastSeenAt < IdleMax;

    /// <summary>Who may make an invitation code for a role: coordinators for those they work with, admins also for coordinators and admins.</summary>
    public static bool MayInvite(Role staff, Role wanted) =>
        wanted != Role.Resident && (staff == Role.Admin || wanted is not (Role.Coordinator or Role.Admin));

    /// <summary>Accounts are a coordinator's or an admin's; nothing else is.</summary>
    public static bool IsStaffRole(Role role) => role is Role.Coordinator or Role.Admin;

    /// <summary>The house is never left without somebody who can let others in.</summary>
    public static bool IsLastAdmin(StaffAccount account, IEnumerable<StaffAccount> all) =>
        account.Role == Role.Admin && account.DisabledAt is null
        && !all.Any(other => other.Id != account.Id && other.Role == Role.Admin && other.DisabledAt is null && other.PasswordHash.Length > 0);

    private const int DistinctMin = 5;
}
