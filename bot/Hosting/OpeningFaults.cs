using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Hosting;

/// <summary>What can stand in the way of opening the house, in words for whoever types the command. Anything else is a bug and keeps its trace.</summary>
public static class OpeningFaults
{
    /// <summary>SQLITE_NOTADB and SQLITE_CORRUPT.</summary>
    private static readonly int[] Broken = [26, 11];

    /// <returns>Null when it is none of them.</returns>
    public static string? InWords(Exception problem) => problem switch
    {
        OptionsValidationException options => $"設定を確かめてください。{string.Join(" ", options.Failures)}",
        NewerDatabaseException => "このデータベースは、もっと新しい版のプログラムが使ったものです。新しい版を動かすか、その版にする前の控えを restore で戻してください。何も変更していません。",
        HouseClosedException { IsHalfMoved: true } => "控えを戻す作業が途中で止まったままです。データの新旧が混ざっているので、始められません。restore をもう一度実行してください（何も失われていません）。",
        HouseClosedException => "控えを戻している最中です。終わってから、もう一度お試しください。",
        SqliteException { SqliteErrorCode: int code } when Broken.Contains(code) =>
            "データベースが壊れているか、データベースではないファイルです。Storage:DataDirectory の zaitaku.db を控えから戻すか、別のフォルダーを指定してください。",
        SqliteException { SqliteErrorCode: 5 or 6 } => "ほかのプログラムがデータベースに書き込み中です。しばらくしてからもう一度お試しください。",
        SqliteException { SqliteErrorCode: 13 } => "ディスクがいっぱいです。空きを作ってからもう一度お試しください。",
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } or UnauthorizedAccessException =>
            "データのフォルダー（Storage:DataDirectory）に書き込めません。場所と権限を確かめてください。",
        _ => null,
    };

    /// <summary>4: later, or after a restore. 2: not before somebody has seen to it.</summary>
    public static int ExitCodeOf(Exception problem) => problem is HouseClosedException ? 4 : 2;
}
