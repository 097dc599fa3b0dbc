using Microsoft.Playwright;
using Zaitaku.Tests.ChatPage;

namespace Zaitaku.Tests.WebConsole;

/// <summary>What a coordinator does in a browser.</summary>
internal static class ConsoleSteps
{
    public static async Task<IPage> SignedInAsync(this Chromium chromium, ConsoleWorld world, TestStaff staff, List<string> troubles, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool beside = false)
    {
        IPage page = await chromium.NewPageAsync(world.Url, troubles, width, height, scheme, beside);
        await page.GotoAsync("/console/sign-in");
        await page.SignsInAsync(world, staff);
        return page;
    }

    /// <summary>By the form, with a code of the moment. The clock goes on by a step: a code opens once.</summary>
    public static async Task SignsInAsync(this IPage page, ConsoleWorld world, TestStaff staff)
    {
        world.NextCode();
        await page.GetByLabel("サインイン名").FillAsync(staff.Name);
        await page.GetByLabel("パスワード").FillAsync(ConsoleWorld.Password);
        await page.GetByLabel("確認コード").FillAsync(world.CodeOf(staff));
        await page.GetByRole(AriaRole.Button, new() { Name = "サインイン" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "相談", Level = 1 })).ToBeVisibleAsync();
    }
}
