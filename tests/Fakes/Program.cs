using System.CommandLine;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;

return await new RootCommand("The platforms' stand-ins, by hand.") { FakeLineCommand.Create(), FakeTeamsCommand.Create() }.Parse(args).InvokeAsync();
