using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Finds every field of every form by itself, writes into each what would run as script if it were not shown as text, and looks at every page for what came of it.
/// Each field has a number of its own, so that it is known which of them were seen again.</summary>
internal sealed class HostileFields(IPage page)
{
    public const int Kinds = 2;

    /// <summary>Every script that could run calls this; a page that had to refuse something says so here too.</summary>
    public const string Sentinel = """
        window.__hits = [];
        window.__hit = (number) => window.__hits.push("ran " + number);
        document.addEventListener("securitypolicyviolation", (event) => window.__hits.push("refused " + event.violatedDirective + " " + event.blockedURI + " " + event.sample));
        """;

    /// <summary>Whatever was written shall be there as letters: no element, no attribute and no address of it.</summary>
    private const string Look = """
        const look = (doc) => [
          ...[...doc.querySelectorAll("*")].filter((one) => [...one.attributes].some((attribute) => attribute.name.startsWith("on") || attribute.name.includes("__hit"))).map((one) => "handler on " + one.tagName),
          ...[...doc.querySelectorAll("script:not([src])")].map((one) => "script " + one.textContent.slice(0, 40)),
          ...[...doc.querySelectorAll("img[src=x], iframe, object, embed, base, svg [onload]")].map((one) => "element " + one.tagName),
          ...[...doc.querySelectorAll("[href], [src], [action], [formaction]")].filter((one) => /^\s*(javascript|data:text|vbscript)/i.test(one.getAttribute("href") ?? one.getAttribute("src") ?? one.getAttribute("action") ?? one.getAttribute("formaction"))).map((one) => "address on " + one.tagName),
        ];
        const seen = (doc) => [...new Set([doc.body?.textContent ?? "", doc.title, ...[...doc.querySelectorAll("input, textarea")].map((one) => one.value)].join("\n").match(/__hit\((\d+)\)/g) ?? [])].map((one) => Number(one.match(/\d+/)[0]));
        """;

    /// <summary>Fills and posts the first form of the page that was not posted before.</summary>
    private const string Post = Look + """
        const shown = (number, kind) => kind === 1 ? '"></textarea></title><script>__hit(' + number + ')</scr' + 'ipt>' : "javascript:__hit(" + number + ")//\"'><img src=x onerror=__hit(" + number + ")>\u202E";
        const texts = ["text", "search", "tel", "textarea", "url", "email", "password"];
        for (const form of document.querySelectorAll("form[method=post]")) {
          for (const action of [form.getAttribute("action"), ...[...form.querySelectorAll("[formaction]")].map((one) => one.getAttribute("formaction"))]) {
            const url = new URL(action, location.href);
            const key = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{6}|(?<=\/directory\/)\d+|(?<=\/rota\/)\d+|(?<=\/shift\/)\d+|(?<=\/hands\/)\d+|(?<=\/meetings\/)\d+|(?<=\/knowledge\/)hub-\d+|(?<=\/unanswered\/)\d+|(?<=\/lessons\/)\d+|\/c\/[\w-]{43}/g, "*") + "?" + (url.searchParams.get("handler") ?? "") + (url.pathname.startsWith("/c/") ? form.id : "");
            if (done.includes(key) || skipped.includes(key)) {
              continue;
            }

            const data = new FormData(form);
            const fields = [];
            for (const field of form.elements) {
              if (texts.includes(field.type) && field.name && !(field.type === "tel" && kind === 0)) {
                fields.push([next, key + " " + field.name]);
                data.set(field.name, shown(next++, kind));
              } else if (field.type === "tel") {
                data.set(field.name, "0000-00-0000");
              } else if (field.type === "select-one") {
                data.set(field.name, [...field.options].at(-1).value);
              } else if (field.type === "radio" && !data.has(field.name)) {
                data.set(field.name, field.value);
              } else if (field.type === "date" && !field.value) {
                data.set(field.name, tomorrow);
              } else if (field.type === "time" && !field.value) {
                data.set(field.name, "10:00");
              }
            }

            if (url.pathname.startsWith("/c/")) {
              data.delete("files");
              data.set("do", form.querySelector("[name=do].primary, [name=do]:last-of-type")?.value ?? "save");
            }

            const answer = await fetch(url, { method: "POST", body: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data) });
            const isPage = (answer.headers.get("content-type") ?? "").startsWith("text/html");
            const doc = new DOMParser().parseFromString(isPage ? await answer.text() : "", "text/html");
            return { Key: key, Status: answer.status, Fields: fields.map((one) => one[0] + " " + one[1]), Seen: seen(doc), Faults: look(doc) };
          }
        }
        return null;
        """;

    private readonly List<string> _faults = [];
    private readonly Dictionary<int, string> _written = [];
    private readonly HashSet<int> _seen = [];
    private int _next = 1;

    /// <summary>Forms that were posted.</summary>
    public HashSet<string> Posted { get; } = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Names of fields of which nothing was ever seen again.</summary>
    public IReadOnlyList<string> Unseen => [.. _written.GroupBy(field => field.Value).Where(field => !field.Any(one => _seen.Contains(one.Key))).Select(field => field.Key).Order(StringComparer.Ordinal)];

    public int Written => _written.Values.Distinct().Count();

    /// <summary>A number for words written elsewhere, as in a chat.</summary>
    public string Words(string where)
    {
        _written[_next] = where;
        return $"\"'><img src=x onerror=__hit({_next})><script>__hit({_next++})</script>";
    }

    /// <summary>Posts one form of this page, the first that was not posted in this round.</summary>
    /// <param name="kind">Below <see cref="Kinds"/>: a broken-out attribute with a real phone number beside it, and a script also where a phone number belongs.</param>
    /// <returns>False when none is left.</returns>
    public async Task<bool> PostOneAsync(string address, int kind, HashSet<string> done, string[] skipped, string tomorrow)
    {
        await LookAsync(address);
        PostedForm? posted = Read<PostedForm>(await page.EvaluateAsync<string>(
            $"async ([kind, next, done, skipped, tomorrow]) => {{ const post = async () => {{ {Post} }}; return JSON.stringify(await post()); }}", new object[] { kind, _next, done.ToArray(), skipped, tomorrow }));
        if (posted is null)
        {
            return false;
        }

        Assert.True(posted.Status < 500, $"{posted.Key} answered {posted.Status}.");
        done.Add(posted.Key);
        Posted.Add(posted.Key);
        foreach (string field in posted.Fields)
        {
            string[] parts = field.Split(' ', 2);
            _written[int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)] = parts[1];
            _next = Math.Max(_next, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1);
        }

        _seen.UnionWith(posted.Seen);
        _faults.AddRange(posted.Faults.Select(fault => $"after {posted.Key}: {fault}"));
        return true;
    }

    /// <summary>Opens a page as it is and looks whether anything ran, would run, or had to be refused.</summary>
    public async Task LookAsync(string address)
    {
        await page.GotoAsync(address);
        SeenPage seen = Read<SeenPage>(await page.EvaluateAsync<string>($"() => {{ {Look} return JSON.stringify({{ Seen: seen(document), Faults: [...look(document), ...window.__hits] }}); }}"))!;
        _seen.UnionWith(seen.Seen);
        _faults.AddRange(seen.Faults.Select(fault => $"{address}: {fault}"));
    }

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json);

    private sealed class PostedForm
    {
        public string Key { get; set; } = "";

        public int Status { get; set; }

        public string[] Fields { get; set; } = [];

        public int[] Seen { get; set; } = [];

        public string[] Faults { get; set; } = [];
    }

    private sealed class SeenPage
    {
        public int[] Seen { get; set; } = [];

        public string[] Faults { get; set; } = [];
    }
}
