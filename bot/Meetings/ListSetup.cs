namespace Zaitaku.Bot.Meetings;

/// <summary>Wires what coordinators do with the lists of meetings.</summary>
public static class ListSetup
{
    public static IServiceCollection AddMeetingLists(this IServiceCollection services) => services.AddScoped<ListDesk>().AddScoped<ListActions>();
}
