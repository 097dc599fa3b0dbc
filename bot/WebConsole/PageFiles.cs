using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Zaitaku.Bot.WebConsole;

/// <summary>The files of bot/wwwroot. They travel inside the program, so that it does not matter where it was started or published to.</summary>
public static class PageFiles
{
    private const string Prefix = "wwwroot/";

    /// <summary>Nothing inline, nothing from elsewhere, no frames.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, PageFile> All = Load();

    /// <summary>Answers with a file of wwwroot; 304 when the browser has it.</summary>
    public static IResult Serve(HttpContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!All.TryGetValue(name, out PageFile? file))
        {
            return TypedResults.NotFound();
        }

        AddSafetyHeaders(context.Response.Headers);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Bytes, file.ContentType, entityTag: new(file.Tag));
    }

    public static void AddSafetyHeaders(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()";
    }

    private static FrozenDictionary<string, PageFile> Load()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[Prefix.Length..],
            name => Read(assembly, name),
            StringComparer.Ordinal);
    }

    private static PageFile Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageFile(bytes, ContentTypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"wwwroot holds a {other} file, whose content type is not known."),
    };

    private sealed record PageFile(byte[] Bytes, string ContentType, string Tag);
}
