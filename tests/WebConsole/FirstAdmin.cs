using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Zaitaku.Bot.Staff;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Somebody who has just started the program and reads its terminal.</summary>
internal static partial class FirstAdmin
{
    private const int LooksMax = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>The path of the link on the terminal.</summary>
    public static string LinkIn(string output) => Link().Match(output) is { Success: true } found ? found.Value : throw new InvalidOperationException("The terminal shows no link.");

    /// <summary>The line follows the one with the address a moment later.</summary>
    public static async Task WaitForLinkAsync(Func<string> output)
    {
        for (int looks = 0; looks < LooksMax && !Link().IsMatch(output()); looks++)
        {
            await Task.Delay(LookEvery);
        }
    }

    /// <summary>Opens the link, registers an authenticator app, and is in.</summary>
    public static async Task ComesInAsync(IPage page, string output)
    {
        await page.GotoAsync(LinkIn(output));
        await page.GetByLabel("表示する名前").FillAsync("管理 花子");
        await page.GetByLabel("サインイン名").FillAsync("kanri");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(ConsoleWorld.Password);
        await page.GetByLabel("パスワード（もう一度）").FillAsync(ConsoleWorld.Password);
        byte[] seed = SeedOf(await page.Locator(".seed").InnerTextAsync());
        await page.GetByLabel("確認コード").FillAsync(TotpRules.CodeOf(seed, TotpRules.StepAt(TimeProvider.System.GetUtcNow())));
        await page.GetByRole(AriaRole.Button, new() { Name = "用意して始める" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "相談", Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>What an app makes of the letters on the page.</summary>
    public static byte[] SeedOf(string grouped)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string bits = string.Concat(grouped.Replace(" ", "").Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    [GeneratedRegex("/console/set-up/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
