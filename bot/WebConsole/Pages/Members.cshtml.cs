using Microsoft.AspNetCore.Mvc;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>People who write to us, with their roles.</summary>
public sealed class MembersModel(MemberReads reads) : ConsolePage
{
    private const int WordsMax = 60;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public string? RoleId { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public Role? Role { get; private set; }

    public int Total { get; private set; }

    public int LastPage => Math.Clamp((Total + MemberReads.RowsMax - 1) / MemberReads.RowsMax, 1, MemberReads.PageMax);

    public IReadOnlyList<MemberRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(string? erased, CancellationToken cancellationToken)
    {
        Done = erased is null ? "" : "消しました。夜の控えには、その保存の期間が過ぎるまで残ります。";
        Words = (Words ?? "").Trim() is { Length: <= WordsMax } words ? words : "";
        Role = Roles.TryParse(RoleId ?? "", out Role role) ? role : null;
        (Total, PageNumber, Rows) = await reads.ReadAsync(Words, Role, PageNumber, cancellationToken);
    }

    public string Address(int page) => $"/console/members?q={Uri.EscapeDataString(Words ?? "")}&role={Role?.Id()}&p={page}";
}
