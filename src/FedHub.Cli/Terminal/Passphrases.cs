using System.CommandLine;
using System.Text;

namespace FedHub.Cli.Terminal;

/// <summary>Where passphrases come from: a private file or the keyboard, never an argument, which every process could read.</summary>
internal static class Passphrases
{
    private const int MinLength = 12;

    public static Option<FileInfo> CreateOption()
    {
        var option = new Option<FileInfo>("--passphrase-file") { Description = "File whose first line is the passphrase; else it is asked for." };
        option.AcceptExistingOnly();
        return option;
    }

    /// <summary>The passphrase of an existing key.</summary>
    public static string Read(FileInfo? file, CliTerminal terminal) => file is null ? Ask(terminal, "Passphrase: ") : FromFile(file);

    /// <summary>A passphrase for a new key; typed twice, at least 12 characters.</summary>
    public static string Choose(FileInfo? file, CliTerminal terminal)
    {
        var passphrase = Read(file, terminal);
        if (passphrase.Length < MinLength)
        {
            throw CliFailureException.Usage("The passphrase is too short", "Take at least 12 characters: whoever copies the key file can try passphrases at leisure.");
        }

        if (file is null && !string.Equals(passphrase, Ask(terminal, "Again: "), StringComparison.Ordinal))
        {
            throw CliFailureException.Usage("The two passphrases differ");
        }

        return passphrase;
    }

    private static string FromFile(FileInfo file)
    {
        if (!OperatingSystem.IsWindows()
            && (file.UnixFileMode & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw CliFailureException.Usage("The passphrase file can be read by others", "Run chmod 600 on it.");
        }

        using var reader = file.OpenText();
        return reader.ReadLine() ?? throw CliFailureException.Usage("The passphrase file is empty");
    }

    private static string Ask(CliTerminal terminal, string prompt)
    {
        if (!terminal.IsInteractive || Console.IsInputRedirected)
        {
            throw CliFailureException.Usage("There is nobody to ask for the passphrase", "Give --passphrase-file.");
        }

        terminal.Error.Write(prompt);
        var typed = new StringBuilder();
        ConsoleKeyInfo key;
        while ((key = Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        terminal.Error.WriteLine();
        return typed.ToString();
    }
}
