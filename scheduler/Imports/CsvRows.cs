using System.Text;

namespace Zaitaku.Scheduler.Imports;

/// <summary>
/// Reads comma-separated text as RFC 4180 has it, line breaks in quotes included. Own code and not a package's, because every
/// length has a named limit here and a row must know its line in the file.
/// </summary>
internal static class CsvRows
{
    public static IEnumerable<TextRow> Read(TextReader reader)
    {
        Scanner scanner = new(reader);
        for (int rows = 0; scanner.Next() is { } row; rows++)
        {
            if (rows > ImportLimits.RowsMax)
            {
                throw new ImportRefusedException($"行が多すぎます（上限 {ImportLimits.RowsMax:N0}行）");
            }

            yield return row;
        }
    }

    private sealed class Scanner(TextReader reader)
    {
        private readonly char[] _buffer = new char[1 << 15];
        private readonly List<string> _cells = [];
        private readonly StringBuilder _long = new();
        private int _at;
        private int _end;
        private int _line = 1;
        private int _recordLetters;

        /// <summary>The next row that is not empty, or null at the end.</summary>
        public TextRow? Next()
        {
            while (Fill())
            {
                int line = _line;
                _cells.Clear();
                _recordLetters = 0;
                while (ReadCell())
                {
                    if (_cells.Count > ImportLimits.ColumnsMax)
                    {
                        throw new ImportRefusedException($"{line}行目の列が多すぎます（上限 {ImportLimits.ColumnsMax}列）");
                    }
                }

                if (_cells.Count > 1 || _cells[0].Length > 0)
                {
                    return new TextRow(line, [.. _cells]);
                }
            }

            return null;
        }

        /// <summary>Reads one cell; true when another follows in the row.</summary>
        private bool ReadCell()
        {
            _long.Clear();
            if (Fill() && _buffer[_at] == '"')
            {
                _at++;
                ReadQuoted();
            }

            while (Fill())
            {
                int stop = _buffer.AsSpan(_at, _end - _at).IndexOfAny(',', '\n', '\r');
                int length = stop < 0 ? _end - _at : stop;
                if (stop >= 0 && _long.Length == 0)
                {
                    _cells.Add(new string(_buffer, _at, Counted(length)));
                    _at += length;
                    return EndCell();
                }

                _long.Append(_buffer, _at, Counted(length));
                _at += length;
                if (stop >= 0)
                {
                    break;
                }
            }

            _cells.Add(_long.ToString());
            return Fill() && EndCell();
        }

        /// <summary>Steps over the comma or the line break the cell ended at; true for a comma.</summary>
        private bool EndCell()
        {
            char stop = _buffer[_at++];
            if (stop == ',')
            {
                return true;
            }

            if (stop == '\r' && Fill() && _buffer[_at] == '\n')
            {
                _at++;
            }

            _line++;
            return false;
        }

        private void ReadQuoted()
        {
            while (Fill())
            {
                int stop = _buffer.AsSpan(_at, _end - _at).IndexOfAny('"', '\n');
                int length = stop < 0 ? _end - _at : stop;
                _long.Append(_buffer, _at, Counted(length));
                _at += length;
                if (stop < 0)
                {
                    continue;
                }

                char letter = _buffer[_at++];
                if (letter == '\n')
                {
                    _line++;
                    _long.Append('\n');
                }
                else if (Fill() && _buffer[_at] == '"')
                {
                    _at++;
                    _long.Append('"');
                }
                else
                {
                    return;
                }
            }

            throw new ImportRefusedException("引用符（\"）が閉じられていません。途中で切れたファイルかもしれません");
        }

        private int Counted(int letters)
        {
            _recordLetters += letters;
            if (_recordLetters > ImportLimits.RecordLettersMax || _long.Length + letters > ImportLimits.CellLettersMax)
            {
                throw new ImportRefusedException($"{_line}行目が長すぎます（1セルの上限 {ImportLimits.CellLettersMax:N0}文字）");
            }

            return letters;
        }

        private bool Fill()
        {
            if (_at < _end)
            {
                return true;
            }

            _end = reader.Read(_buffer, 0, _buffer.Length);
            _at = 0;
            return _end > 0;
        }
    }
}
