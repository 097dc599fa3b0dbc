using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Role × action, generated from what the program registers; each cell a real request.</summary>
public sealed class DoorMatrixTests
{
    private enum Caller { Anonymous, Coordinator, Admin, Expired, Revoked, Closed }

    [Fact]
    public async Task EveryPageHandlerAndEndpoint_HasItsRow_AndEveryRowItsHandler()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        string[] registered = [.. await RegisteredAsync(world)];
        string[] listed = [.. ConsoleDoors.All.Select(door => door.ToString())];
        Assert.True(!registered.Except(listed).Any(), $"Give each of these a row in ConsoleDoors, with the least role that may do it: {string.Join(", ", registered.Except(listed))}");
        Assert.True(!listed.Except(registered).Any(), $"Nothing is behind these rows of ConsoleDoors: {string.Join(", ", listed.Except(registered))}");
        Assert.True(registered.Length > 40, "The walk over the endpoints finds too little.");
    }

    [Fact]
    public async Task EveryDoor_AdmitsWhomItSays_AndNobodyElse()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff coordinator = await world.GivenAsync("sato", "佐藤"), admin = await world.GivenAsync("kanri", "管理", Role.Admin), closed = await world.GivenAsync("mae", "前の人", Role.Admin);
        await world.WithDbAsync(async db =>
        {
            (await db.StaffAccounts.FindAsync(closed.Id))!.DisabledAt = world.Clock.GetUtcNow();
            await db.SaveChangesAsync();
        });
        List<string> wrong = [];
        foreach (ConsoleDoor door in ConsoleDoors.All)
        {
            foreach (Caller caller in Enum.GetValues<Caller>())
            {
                HttpStatusCode answer = await KnockAsync(world, door, caller, caller is Caller.Admin or Caller.Expired or Caller.Revoked ? admin : caller == Caller.Closed ? closed : coordinator);
                if (IsIn(answer) != MayPass(door, caller) || answer == HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{door} as {caller}: {(int)answer}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("GET", "/console/nothing")]
    [InlineData("POST", "/console/notes?handler=Delete")]
    [InlineData("POST", "/console/notes")]
    [InlineData("POST", "/console/accounts?handler=Add&handler=Seen")]
    [InlineData("DELETE", "/console/notes")]
    [InlineData("GET", "/console/account?handler=Nothing")]
    public async Task WhatHasNoRow_IsDoneByNobody(string method, string address)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        using HttpRequestMessage request = new(new HttpMethod(method), address);
        Assert.Contains((await sato.SendAsync(request)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.MethodNotAllowed });
    }

    private static bool MayPass(ConsoleDoor door, Caller caller) => door.Least == Least.Anyone
        || caller == Caller.Admin || caller == Caller.Coordinator && door.Least == Least.Coordinator;

    /// <summary>Turned away are: to the sign-in, told to sign in, not allowed. All else comes from behind the door.</summary>
    private static bool IsIn(HttpStatusCode answer) => answer is not (HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) || answer == Passed;

    /// <summary>A redirection after something was done; told apart from the one to the sign-in below.</summary>
    private const HttpStatusCode Passed = HttpStatusCode.NoContent;

    private static async Task<HttpStatusCode> KnockAsync(ConsoleWorld world, ConsoleDoor door, Caller caller, TestStaff staff)
    {
        HttpClient client = caller == Caller.Anonymous ? world.NewClient() : await world.BrowserOfAsync(staff, session =>
        {
            session.ExpiresAt = caller == Caller.Expired ? world.Clock.GetUtcNow() : session.ExpiresAt;
            session.RevokedAt = caller == Caller.Revoked ? world.Clock.GetUtcNow() : null;
        });
        using HttpClient browser = client;
        using HttpRequestMessage request = new(new HttpMethod(door.Method), AddressOf(door));
        if (door.Method == "POST")
        {
            bool isInside = caller is Caller.Coordinator or Caller.Admin;
            string token = ConsoleWorld.TokenIn(await browser.GetStringAsync(isInside ? "/console/account" : "/console/sign-in"));
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("id", "1"), new("number", "100000")]);
        }

        using HttpResponseMessage answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        bool isToSignIn = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/console/sign-in", StringComparison.Ordinal) && door.Route != "/console/sign-out";
        return answer.StatusCode == HttpStatusCode.Redirect && !isToSignIn ? Passed : answer.StatusCode;
    }

    private static string AddressOf(ConsoleDoor door)
    {
        string path = door.Route.Replace("{number:int}", "100000").Replace("{id:int}", "1").Replace("{shift:long}", "1").Replace("{file:guid}", "0197a000-0000-7000-8000-000000000000").Replace("{draft:guid}", "0197a000-0000-7000-8000-000000000000").Replace("{proposal:guid}", "0197a000-0000-7000-8000-000000000000").Replace("{id:guid}", "0197a000-0000-7000-8000-000000000000").Replace("{token}", "x").Replace("{name}", "zaitaku.css").Replace("{key}", "hub-1");
        return door.Handler.Length > 0 ? $"{path}?handler={door.Handler}" : path;
    }

    private static async Task<IReadOnlyList<string>> RegisteredAsync(ConsoleWorld world)
    {
        List<string> found = [];
        foreach (RouteEndpoint endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            string route = $"/{endpoint.RoutePattern.RawText!.Trim('/')}";
            if (route != "/console" && !route.StartsWith("/console/", StringComparison.Ordinal))
            {
                continue;
            }

            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                CompiledPageActionDescriptor compiled = await world.Services.GetRequiredService<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty);
                found.AddRange(compiled.HandlerMethods.Select(handler => new ConsoleDoor(handler.HttpMethod.ToUpperInvariant(), route, handler.Name ?? "", Least.Admin).ToString()));
            }
            else
            {
                found.AddRange(endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => new ConsoleDoor(method, route, "", Least.Admin).ToString()));
            }
        }

        return found;
    }
}
