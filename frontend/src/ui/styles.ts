/** Class lists that links and buttons share (デジタル庁デザインシステムのボタン). */
const button =
  "inline-flex min-h-12 items-center justify-center gap-1 rounded-8 px-4 py-2 text-center text-oln-16B-100 leading-130! underline-offset-[0.1875rem] print:hidden";

export const SOLID = `${button} bg-blue-900 text-white! no-underline hover:bg-blue-1000 hover:underline focus-visible:bg-blue-900! disabled:bg-solid-gray-300 disabled:no-underline`;

export const OUTLINE = `${button} border border-current bg-white text-blue-900! no-underline hover:bg-blue-100 hover:underline`;

export const TEXT =
  "inline-flex min-h-11 items-center gap-1 whitespace-nowrap text-blue-1000! underline underline-offset-[0.1875rem] hover:decoration-[0.1875rem] print:hidden";

/** A small label that says one thing about a firm. */
export const CHIP = "inline-block rounded-4 bg-solid-gray-50 px-2 text-std-16N-170";

export const INPUT =
  "min-h-12 w-full rounded-8 border border-solid-gray-600 bg-white px-3 py-2 text-std-16N-170 hover:border-black aria-invalid:border-error-1 aria-invalid:border-2";

/** For assistive technology only. */
export const HIDDEN = "sr-only";
