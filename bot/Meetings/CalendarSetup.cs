namespace Zaitaku.Bot.Meetings;

/// <summary>Wires the calendar's pages.</summary>
public static class CalendarSetup
{
    public static IServiceCollection AddCalendarPages(this IServiceCollection services) => services.AddScoped<CalendarDesk>().AddScoped<SeriesDesk>().AddScoped<CalendarImports>().AddSingleton<PublicMeetings>();
}
