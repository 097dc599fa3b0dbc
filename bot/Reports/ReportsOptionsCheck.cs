using Microsoft.Extensions.Options;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.Reports;

/// <summary>Years counted by hand must add up, or the program does not start.</summary>
public sealed class ReportsOptionsCheck : IValidateOptions<ReportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [.. options.Earlier.SelectMany(EarlierYearRules.Faults)];
        faults.AddRange(options.Earlier.GroupBy(year => year.Year).Where(group => group.Count() > 1).Select(group => $"Reports:Earlier に{group.Key}年度が2回あります。"));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
