using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Zaitaku.Bot.Hosting;

/// <summary>Finds keys of a section that nothing reads: a misspelt one would leave the default in force, and nobody would see it.</summary>
internal static class SettingsSpelling
{
    /// <summary>Deeper than any of our sections.</summary>
    private const int DepthMax = 6;

    /// <returns>What is wrong, in words for whoever wrote the settings.</returns>
    public static IEnumerable<string> Faults(IConfigurationSection section, Type options) => Faults(section, options, DepthMax);

    private static IEnumerable<string> Faults(IConfigurationSection section, Type type, int depth)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } property)
            {
                string known = string.Join("、", type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.GetIndexParameters().Length == 0).Select(one => one.Name));
                yield return $"{child.Path} という設定はありません。綴りを確かめてください（{known}）。";
            }
            else if (depth > 0 && PartOf(property.PropertyType) is { } part)
            {
                foreach (string fault in (part.IsList ? child.GetChildren() : [child]).SelectMany(one => Faults(one, part.Type, depth - 1)))
                {
                    yield return fault;
                }
            }
        }
    }

    /// <summary>A type of ours, alone or in a list; null for what is a value.</summary>
    private static (Type Type, bool IsList)? PartOf(Type type)
    {
        Type? element = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? type.GetGenericArguments()[0] : null;
        Type part = element ?? type;
        return part.IsClass && part.Assembly == typeof(SettingsSpelling).Assembly ? (part, element is not null) : null;
    }
}
