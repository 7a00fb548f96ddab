import { useAccountTexts } from "@/i18n/account";

/** What one agrees to. */
export function Terms() {
  const { terms } = useAccountTexts();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p>
        {terms.lead}
        <span className="ml-2 text-solid-gray-700">{terms.versionIs(terms.version)}</span>
      </p>
      <ol className="grid list-decimal grid-cols-1 gap-3 pl-6">
        {terms.items.map(({ title, text }) => (
          <li key={title}>
            <strong className="font-700">{title}</strong>
            <span className="block">{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
