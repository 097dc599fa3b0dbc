return await Zaitaku.Bot.BotApp.RunAsync(args);
