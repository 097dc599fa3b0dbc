using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Corrections;

/// <summary>What came back: a page that is shown, or where to go on.</summary>
internal sealed record FormAnswer(HttpStatusCode Status, string Raw, string To)
{
    /// <summary>As it is read.</summary>
    public string Page => WebUtility.HtmlDecode(Raw);

    public void Deconstruct(out HttpStatusCode status, out string page, out string to) => (status, page, to) = (Status, Page, To);
}

/// <summary>What a coordinator does with the forms of the directory, without a browser: fields left out stay as the page had them.</summary>
internal static class PlaceForms
{
    public static readonly (string, string)[] ByPhone = [("Basis.Day", "2026-04-20"), ("Basis.How", "phone"), ("Basis.Words", "受付の方")];

    /// <summary>The form as the page has it now.</summary>
    public static async Task<(string, string)[]> OpensAsync(this HttpClient browser, int place, int? note = null)
    {
        string page = await browser.GetStringAsync($"/console/directory/{place}/edit{(note is { } id ? $"?note={id}" : "")}");
        return FormOf(page);
    }

    public static (string, string)[] FormOf(string page) =>
        [("stamp", Hidden(page, "stamp")), ("was", Hidden(page, "was")), ("__RequestVerificationToken", ConsoleWorld.TokenIn(page))];

    public static async Task<FormAnswer> SendsAsync(this HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        List<KeyValuePair<string, string>> all = [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        if (!fields.Any(field => field.Name == "__RequestVerificationToken"))
        {
            all.Add(new("__RequestVerificationToken", ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"))));
        }

        using FormUrlEncodedContent form = new(all);
        using HttpResponseMessage answer = await browser.PostAsync(address, form);
        return new FormAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString ?? "");
    }

    /// <summary>Opens, types, saves; it must be taken.</summary>
    public static async Task CorrectsAsync(this HttpClient browser, int place, params (string, string)[] typed)
    {
        (HttpStatusCode status, string page, string to) = await browser.SendsAsync($"/console/directory/{place}/edit", [.. await browser.OpensAsync(place), .. typed, .. ByPhone.Where(own => !typed.Any(one => one.Item1 == own.Item1))]);
        Assert.True(status == HttpStatusCode.Redirect, page);
        Assert.StartsWith($"/console/directory/{place}", to, StringComparison.Ordinal);
    }

    public static async Task<string> SeesAsync(this HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    public static async Task TakesAsync(IServiceProvider services, string name, string text, DateTimeOffset now, bool complete = false, DateOnly? asOf = null)
    {
        StorageOptions storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        string path = Path.Combine(storage.DataDirectory, name);
        await File.WriteAllTextAsync(path, text);
        using ImportPass pass = new(storage);
        Assert.IsType<ImportOutcome.Done>(await pass.RunAsync(path, new ImportSettings(complete, asOf), now, null, CancellationToken.None));
    }

    public static Task<int> IdOfAsync(this ConsoleWorld world, string name) => world.AskAsync(db => db.Places.Where(place => place.Name == name).Select(place => place.Id).SingleAsync());

    public static async Task<PlaceFacts> FactsOfAsync(this ConsoleWorld world, int place) =>
        PlaceFacts.FromJson(await world.AskAsync(db => db.PlaceDetails.Where(detail => detail.PlaceId == place).Select(detail => detail.Facts).SingleAsync()));

    private static string Hidden(string page, string name) => WebUtility.HtmlDecode(Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);
}
