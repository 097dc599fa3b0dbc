using System.Net;
using System.Security.Cryptography;
using System.Text;
using Zaitaku.Bot.Channels.Line.Menus;

namespace Zaitaku.Tests.Pictures;

/// <summary>A rich menu as a page of exactly the picture's size. Colours are those of wwwroot/zaitaku.css.</summary>
internal static class RichMenuPage
{
    /// <summary>A phone is about 390 points wide, so 90 pixels of the picture read like 14 on it: the smallest size of the house.</summary>
    private const string Style = """
        * { box-sizing: border-box; margin: 0; }
        body { width: 2500px; height: 1686px; overflow: hidden; background: #f5f1e8; color: #1f2a2a; font-family: "Noto Sans CJK JP", "Noto Sans JP", sans-serif; line-height: 1.25; }
        header { display: flex; align-items: center; gap: 40px; height: 186px; padding: 0 64px; background: #0f5f58; color: #ffffff; font-size: 92px; font-weight: 700; letter-spacing: 0.02em; }
        header svg { width: 122px; height: 122px; flex: none; }
        .area { position: absolute; padding: 18px; }
        .tile { position: relative; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 10px; width: 100%; height: 100%; background: #ffffff; border: 4px solid #d9d2c2; border-radius: 56px; }
        .icon { display: grid; place-items: center; width: 316px; height: 316px; margin-bottom: 26px; border-radius: 50%; background: #dcece7; }
        .icon svg { width: 232px; height: 232px; fill: none; stroke: #0f5f58; stroke-width: 2.7; stroke-linecap: round; stroke-linejoin: round; overflow: visible; }
        .icon :is(path, rect, circle):not(.line, .tick, .touch) { fill: #ffffff; }
        .icon .line { stroke-width: 2.3; }
        .icon .touch { fill: #e2725b; stroke: #e2725b; stroke-width: 1.4; }
        .icon .tick { stroke: #c4492f; stroke-width: 3.6; }
        .words { font-size: 134px; font-weight: 700; white-space: nowrap; }
        .words.long { font-size: 103px; padding: 19px 0; }
        .caption { font-size: 91px; color: #4c5654; white-space: nowrap; }
        .first .tile { background: #0f5f58; border-color: #0f5f58; color: #ffffff; }
        .first .caption { color: #dcece7; }
        """;

    /// <summary>The house's mark, as on every page.</summary>
    private const string Mark = """
        <svg viewBox="0 0 48 48"><rect width="48" height="48" rx="14" fill="#fdf8ee"/><path d="M24 10.5 10 22.2v13.3a2.5 2.5 0 0 0 2.5 2.5h23a2.5 2.5 0 0 0 2.5-2.5V22.2z" fill="#0f5f58"/><path d="M24 34.2c-4.6-3-7.6-5.7-7.6-9a4.1 4.1 0 0 1 7.6-2.2 4.1 4.1 0 0 1 7.6 2.2c0 3.3-3 6-7.6 9z" fill="#e2725b"/></svg>
        """;

    /// <summary>Words longer than this are written smaller, so that they stay on one line.</summary>
    private const int LongWords = 5;

    public static string Of(RichMenuDesign design) =>
        $"<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><style>{Style}</style><body><header>{Mark}<span class=\"title\">{Encoded(design.Title)}</span></header>"
        + string.Concat(design.Areas.Select(AreaOf)) + "</body></html>";

    /// <summary>What the picture was drawn from; written into its file, so that a picture that no longer fits is found.</summary>
    public static string DigestOf(RichMenuDesign design) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(design))));

    private static string AreaOf(RichMenuArea area, int index)
    {
        (int x, int y, int width, int height) = RichMenuDesign.BoundsOf(index);
        string size = area.Words.Length > LongWords ? "words long" : "words";
        return $"<div class=\"area {(IsFirst(area) ? "first" : "")}\" style=\"left:{x}px;top:{y}px;width:{width}px;height:{height}px\"><div class=\"tile\">"
            + $"<div class=\"icon\">{RichMenuIcons.Of(area.Icon)}</div><div class=\"{size}\">{Encoded(area.Words)}</div><div class=\"caption\">{Encoded(area.Caption)}</div></div></div>";
    }

    /// <summary>What stands out: the way to people, and a facility's own task.</summary>
    private static bool IsFirst(RichMenuArea area) => area.Icon is "talk" or "board";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
