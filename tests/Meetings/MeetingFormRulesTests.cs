using System.Reflection;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.Meetings;

/// <summary>Two coordinators edit one meeting: the second sees all that the first made another.</summary>
public sealed class MeetingFormRulesTests
{
    /// <summary>Not written by an edit.</summary>
    private static readonly string[] NotKept = [nameof(MeetingForm.Repeat), nameof(MeetingForm.Holidays), nameof(MeetingForm.Until), nameof(MeetingForm.MoreDates), nameof(MeetingForm.Seen), nameof(MeetingForm.Mark), nameof(MeetingForm.Scope)];

    public static TheoryData<string> Fields() => [.. typeof(MeetingForm).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite && !NotKept.Contains(one.Name)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void WhatAColleagueChanged_IsSaid_WhateverFieldItIs(string field)
    {
        MeetingForm typed = MeetingForm.Of(Known()), kept = MeetingForm.Of(Known());
        Assert.Empty(MeetingFormRules.Theirs(typed, kept));
        PropertyInfo property = typeof(MeetingForm).GetProperty(field)!;
        property.SetValue(typed, field switch
        {
            nameof(MeetingForm.Kind) => MeetingTerms.Kinds.Id(MeetingKind.Lecture),
            nameof(MeetingForm.Way) => MeetingTerms.Ways.Id(MeetingWay.Online),
            nameof(MeetingForm.Inviting) => MeetingTerms.Invitings.Id(MeetingInviting.Nobody),
            nameof(MeetingForm.IsForResidents) or nameof(MeetingForm.HasAdministrators) => "true",
            nameof(MeetingForm.Roles) => new[] { "nurse" },
            nameof(MeetingForm.Professions) => new[] { "薬剤師" },
            _ => "99",
        });
        (string name, string now) = Assert.Single(MeetingFormRules.Theirs(typed, kept));
        Assert.NotEmpty(name);
        Assert.NotEmpty(now);
    }

    private static Meeting Known() => new()
    {
        Title = "会議", StartsAt = FakeClock.InTokyo(2026, 5, 21, 19).GetUtcNow(), AnswersUntil = FakeClock.InTokyo(2026, 5, 14, 17).GetUtcNow(), Inviting = MeetingInviting.Audience,
    };
}
