using System.Xml.Linq;

namespace FedHub.Architecture.Tests;

/// <summary>What a project file refers to, whatever the condition.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _document = XDocument.Load(path);

    public IEnumerable<string> Projects => Included("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include));

    public IEnumerable<string> Packages => Included("PackageReference");

    public IEnumerable<string> Versions => _document.Descendants("PackageReference").Select(item => (string?)item.Attribute("Version")).OfType<string>();

    private IEnumerable<string> Included(string element)
        => _document.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
