using System.Globalization;
using System.Text;

namespace FedHub.Node.Tests.Import;

/// <summary>A CSV file of invented persons that is made while it is read, so that a million lines cost no memory.</summary>
/// <param name="count">Lines after the header.</param>
/// <param name="line">The line of a number, without its line break.</param>
internal sealed class GeneratedCsv(int count, Func<int, string> line) : Stream
{
    public const string Header = "id,name,born,passport,iin,phone,cat";

    private readonly MemoryStream _page = new();
    private int _next = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Somebody with a name and a date of birth, whose keys need no stretching.</summary>
    public static string NameOnly(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"R{number},\"{Word(number / 500)}ov, {Word(number % 500)}\",{1950 + (number % 55)}-{1 + (number % 12):D2}-{1 + (number % 28):D2},,,,suspect");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_page.Position == _page.Length)
        {
            Fill();
        }

        return _page.Read(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static string Word(int number)
    {
        const string Consonants = "bdgklmnrst";
        const string Vowels = "aeiou";
        var word = new StringBuilder("V");
        for (var rest = number + 7; rest > 0; rest /= 50)
        {
            word.Append(Vowels[rest % 5]).Append(Consonants[rest / 5 % 10]);
        }

        return word.ToString();
    }

    private void Fill()
    {
        const int LinesPerPage = 500;
        _page.SetLength(0);
        for (var i = 0; i < LinesPerPage && _next < count; i++, _next++)
        {
            _page.Write(Encoding.UTF8.GetBytes((_next < 0 ? Header : line(_next)) + "\n"));
        }

        _page.Position = 0;
    }
}
