using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A template and the scalar of the file that it stands in.</summary>
/// <param name="Template">The template.</param>
/// <param name="Node">Where it stands.</param>
internal sealed record PlacedTemplate(TemplateText Template, ScalarNode Node);
