namespace Zaitaku.Fakes.Teams;

/// <summary>Teams alone under an <see cref="HttpClient"/>. With LINE beside it: <c>new FakeHandler(line, teams)</c>.</summary>
public sealed class FakeTeamsHandler(FakeTeams teams) : FakeHandler(teams);
