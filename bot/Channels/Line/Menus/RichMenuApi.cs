using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>LINE's calls about rich menus. Nothing here carries a person's id in its path, since paths are logged: people are linked in bulk, even one.
/// Source: line-openapi, messaging-api.yml, operations createRichMenu to linkRichMenuIdToUsers.</summary>
public sealed class RichMenuApi(LineApi api)
{
    private const int IdUnitsMax = 100;
    private const int NameUnitsMax = 1_000;

    /// <summary>Everything LINE holds; null with the answer that says why not.</summary>
    public async Task<(RichMenuShelf? Shelf, LineAnswer Answer)> ReadAsync(CancellationToken cancellationToken)
    {
        LineAnswer listed = await api.CallAsync(HttpMethod.Get, "/v2/bot/richmenu/list", null, null, cancellationToken);
        if (!listed.IsSuccess || Parsed(listed) is not { } body)
        {
            return (null, listed);
        }

        (IReadOnlyDictionary<string, string>? aliases, LineAnswer answer) = await ReadAliasesAsync(cancellationToken);
        if (aliases is null)
        {
            return (null, answer);
        }

        LineAnswer shown = await api.CallAsync(HttpMethod.Get, "/v2/bot/user/all/richmenu", null, null, cancellationToken);
        if (!shown.IsSuccess && shown.Status is not (404 or 403))
        {
            return (null, shown); // 404: none is set. 403: one was set elsewhere (LINE's own console).
        }

        List<KnownMenu> menus = [.. ChannelJson.Array(body, "richmenus").Select(menu => new KnownMenu(ChannelJson.Id(menu, "richMenuId", IdUnitsMax) ?? "", ChannelJson.Id(menu, "name", NameUnitsMax) ?? ""))
            .Where(menu => menu.Id.Length > 0).DistinctBy(menu => menu.Id)];
        return (new RichMenuShelf(menus, aliases, shown.IsSuccess && Parsed(shown) is { } one ? ChannelJson.Id(one, "richMenuId", IdUnitsMax) : null), shown);
    }

    /// <summary>Which menu each alias means; null with the answer that says why not.</summary>
    public async Task<(IReadOnlyDictionary<string, string>? Aliases, LineAnswer Answer)> ReadAliasesAsync(CancellationToken cancellationToken)
    {
        LineAnswer answer = await api.CallAsync(HttpMethod.Get, "/v2/bot/richmenu/alias/list", null, null, cancellationToken);
        if (!answer.IsSuccess || Parsed(answer) is not { } body)
        {
            return (null, answer);
        }

        Dictionary<string, string> aliases = new(StringComparer.Ordinal);
        foreach (JsonElement alias in ChannelJson.Array(body, "aliases"))
        {
            if (ChannelJson.Id(alias, "richMenuAliasId", IdUnitsMax) is { } name && ChannelJson.Id(alias, "richMenuId", IdUnitsMax) is { } menu)
            {
                aliases[name] = menu;
            }
        }

        return (aliases, answer);
    }

    public async Task<(string? Id, LineAnswer Answer)> CreateAsync(JsonObject menu, CancellationToken cancellationToken)
    {
        LineAnswer answer = await api.CallAsync(HttpMethod.Post, "/v2/bot/richmenu", menu, null, cancellationToken);
        return (answer.IsSuccess && Parsed(answer) is { } body ? ChannelJson.Id(body, "richMenuId", IdUnitsMax) : null, answer);
    }

    public Task<LineAnswer> UploadAsync(string menuId, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        api.UploadAsync($"/v2/bot/richmenu/{menuId}/content", picture, RichMenuPictures.MediaType, cancellationToken);

    public Task<LineAnswer> SetAliasAsync(string alias, string menuId, bool exists, CancellationToken cancellationToken) => exists
        ? PostAsync($"/v2/bot/richmenu/alias/{alias}", new JsonObject { ["richMenuId"] = menuId }, cancellationToken)
        : PostAsync("/v2/bot/richmenu/alias", new JsonObject { ["richMenuAliasId"] = alias, ["richMenuId"] = menuId }, cancellationToken);

    public Task<LineAnswer> SetDefaultAsync(string menuId, CancellationToken cancellationToken) => PostAsync($"/v2/bot/user/all/richmenu/{menuId}", null, cancellationToken);

    public Task<LineAnswer> LinkAsync(string menuId, IEnumerable<string> people, CancellationToken cancellationToken) =>
        PostAsync("/v2/bot/richmenu/bulk/link", new JsonObject { ["richMenuId"] = menuId, ["userIds"] = Ids(people) }, cancellationToken);

    public Task<LineAnswer> UnlinkAsync(IEnumerable<string> people, CancellationToken cancellationToken) =>
        PostAsync("/v2/bot/richmenu/bulk/unlink", new JsonObject { ["userIds"] = Ids(people) }, cancellationToken);

    public Task<LineAnswer> DeleteAsync(string menuId, CancellationToken cancellationToken) =>
        api.CallAsync(HttpMethod.Delete, $"/v2/bot/richmenu/{menuId}", null, null, cancellationToken);

    public Task<LineAnswer> DeleteAliasAsync(string alias, CancellationToken cancellationToken) =>
        api.CallAsync(HttpMethod.Delete, $"/v2/bot/richmenu/alias/{alias}", null, null, cancellationToken);

    private Task<LineAnswer> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken) => api.CallAsync(HttpMethod.Post, path, body, null, cancellationToken);

    private static JsonArray Ids(IEnumerable<string> people) => [.. people.Select(id => (JsonNode)id)];

    private static JsonElement? Parsed(LineAnswer answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
