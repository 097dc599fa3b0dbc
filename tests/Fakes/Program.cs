using System.CommandLine;
using Zaitaku.Fakes.Line;

return await new RootCommand("The platforms' stand-ins, by hand.") { FakeLineCommand.Create() }.Parse(args).InvokeAsync();
