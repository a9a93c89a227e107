"""The style sheet made from the tokens. Roles are dynamic properties: ``role``, ``surface``."""

from string import Template

from PySide6.QtGui import QGuiApplication

from skintrack.ui.tokens import (
    CARD_RADIUS,
    CONTROL_HEIGHT,
    CONTROL_RADIUS,
    FONT_SIZES,
    Tokens,
)

_SHEET = Template("""
QWidget { font-size: ${f14}px; color: $text_1; }
QMainWindow, QDialog, QWidget[surface="window"] { background: $surface_0; }
QWidget[surface="card"] { background: $surface_1; border: 1px solid $line;
  border-radius: ${card}px; }
QWidget[surface="panel"] { background: $surface_1; border: none; border-${begin}: 1px solid $line; }
QWidget[surface="rail"] { background: $surface_1; border: none; border-${end}: 1px solid $line; }
QWidget[surface="header"] { background: $surface_1; border: none; border-bottom: 1px solid $line; }
QWidget[surface="status"] { background: $surface_1; border: none; border-top: 1px solid $line; }
QWidget[surface="banner"] { background: $accent_soft; border: 1px solid $accent;
  border-radius: ${card}px; }
QWidget[surface="surround"] { background: $surround; border: none; }
QWidget[surface="drop"] { background: $surface_1; border: 2px dashed $accent;
  border-radius: ${card}px; }
QWidget[surface="separator"] { background: $line; border: none; }

QLabel { background: transparent; border: none; }
QLabel[role="title"] { font-size: ${f18}px; font-weight: 600; }
QLabel[role="headline"] { font-size: ${f22}px; font-weight: 600; }
QLabel[role="display"] { font-size: ${f28}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${f14}px; font-weight: 600; }
QLabel[role="secondary"] { color: $text_2; }
QLabel[role="hint"] { color: $text_3; }
QLabel[role="caption"] { font-size: ${f12}px; color: $text_2; }
QLabel[role="key"] { background: $surface_1; border: 1px solid $line_strong; border-radius: 4px;
  padding: 1px 6px; font-size: ${f12}px; font-weight: 500; }
QLabel[role="improved"] { color: $improved; font-weight: 500; }
QLabel[role="worse"] { color: $worse; font-weight: 500; }
QLabel[role="unknown"] { color: $unknown; }

QPushButton, QToolButton { background: $surface_1; border: 1px solid $line_strong;
  border-radius: ${control}px; padding: 0 14px; min-height: ${height}px; font-weight: 500; }
QPushButton:hover, QToolButton:hover { background: $surface_2; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:disabled, QToolButton:disabled { color: $text_3; border-color: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 13px;
  min-height: ${inner}px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $surface_2; color: $text_3;
  border-color: $line; }
QPushButton[role="primary"]:focus { border: 2px solid $text_1; }
/* What cannot be brought back does not look like what is done every day. */
QPushButton[role="danger"] { color: $worse; border-color: $worse; }
QPushButton[role="danger"]:hover, QPushButton[role="danger"]:pressed { background: $worse;
  color: $surface_1; }
QPushButton[role="danger"]:disabled { color: $text_3; border-color: $line; }
QPushButton[role="danger"]:focus { border: 2px solid $accent; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
  border: 1px solid transparent; padding: 0 10px; color: $text_1; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $surface_2; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: $text_3; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $accent;
  padding: 0 9px; }
QPushButton[role="link"] { background: transparent; border: 2px solid transparent; padding: 0;
  color: $accent; min-height: 28px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:disabled { color: $text_3; }
QPushButton[role="link"]:focus { border: 2px solid $accent; }
QPushButton[role="plain"] { background: transparent; border: 2px solid transparent; padding: 0;
  color: $text_1; min-height: ${inner}px; }
QPushButton[role="plain"]:hover { text-decoration: underline; }
QPushButton[role="plain"]:disabled { color: $text_3; border-color: transparent; }
QPushButton[role="plain"]:focus { border: 2px solid $accent; }
QPushButton[role="plain"][tone="calm"] { color: $text_2; font-weight: 400; }
QPushButton[role="plain"][tone="worse"] { color: $worse; }
QToolButton[role="icon"] { background: transparent; border: 2px solid transparent; padding: 0;
  min-width: ${icon}px; min-height: ${icon}px; }
QToolButton[role="icon"][fit="words"] { padding: 0 2px 0 6px; }
QToolButton[role="icon"]:hover { background: $surface_2; }
QToolButton[role="icon"]:checked { background: $accent_soft; }
QToolButton[role="icon"]:checked:disabled { background: transparent; }
QToolButton[role="icon"]:focus { border: 2px solid $accent; }
QToolButton[role="rail"] { background: transparent; border: 2px solid transparent;
  border-radius: ${card}px; padding: 6px 0; min-height: 48px; font-size: ${f12}px;
  color: $text_2; }
QToolButton[role="rail"]:hover { background: $surface_2; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QToolButton[role="rail"]:disabled { color: $text_3; }
QToolButton[role="rail"]:focus { border: 2px solid $accent; }
QPushButton[role="segment"] { border: 1px solid $line_strong; border-radius: 0; margin: 0 -1px 0 0;
  background: $surface_1; color: $text_2; padding: 0 12px; }
QPushButton[role="segment"]:hover { background: $surface_2; }
QPushButton[role="segment"]:checked { background: $accent_soft; color: $accent;
  border-color: $accent; font-weight: 600; }
QPushButton[role="segment"]:disabled { background: $surface_1; color: $text_3;
  border-color: $line; }
/* Another colour than what is chosen has: nothing looks chosen because it has the focus. */
QPushButton[role="segment"]:focus { border: 2px solid $text_1; padding: 0 11px; }
QPushButton[role="segment"][narrow="true"] { padding: 0 2px; }
QPushButton[role="segment"][narrow="true"]:focus { padding: 0 1px; }
QPushButton[role="segment"][fit="snug"] { padding: 0 6px; }
QPushButton[role="segment"][fit="snug"]:focus { padding: 0 5px; }
QPushButton[role="segment"][place="first"] { border-top-left-radius: ${control}px;
  border-bottom-left-radius: ${control}px; }
QPushButton[role="segment"][place="last"] { border-top-right-radius: ${control}px;
  border-bottom-right-radius: ${control}px; margin: 0; }
QPushButton[role="segment"][size="narrow"] { padding: 0 4px; min-width: 22px; }
QPushButton[role="choice"] { text-align: left; padding: 0 12px; background: transparent;
  border: 1px solid transparent; color: $text_1; font-weight: 400; }
QPushButton[role="choice"]:hover { background: $surface_2; }
QPushButton[role="choice"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="choice"]:disabled { color: $text_3; }
QPushButton[role="choice"]:focus { border: 2px solid $text_1; padding: 0 11px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QAbstractScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLineEdit, QPlainTextEdit, QDateEdit, QDateTimeEdit, QDoubleSpinBox, QSpinBox, QComboBox {
  background: $surface_1; border: 1px solid $line_strong; border-radius: ${control}px;
  padding: 0 9px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QDateEdit, QDateTimeEdit, QDoubleSpinBox, QSpinBox, QComboBox {
  min-height: ${height}px; }
QPlainTextEdit { padding: 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QDateTimeEdit:focus, QDoubleSpinBox:focus,
QSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 8px; }
/* As high as every other control, with the focus as well: nothing moves when it comes. */
QDateEdit, QDateTimeEdit, QDoubleSpinBox, QSpinBox { max-height: ${height}px; }
QLineEdit:focus, QDateEdit:focus, QDateTimeEdit:focus, QDoubleSpinBox:focus, QSpinBox:focus,
QComboBox:focus { min-height: ${inner}px; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { min-height: 0; }
/* What is chosen begins where typed words begin: a line edit has two pixels of its own. */
QComboBox:!editable { padding: 0 11px; }
QComboBox:!editable:focus { padding: 0 10px; }
QPlainTextEdit:focus { padding: 5px; }
QLineEdit, QPlainTextEdit, QComboBox { placeholder-text-color: $text_3; }
QLineEdit:disabled, QPlainTextEdit:disabled, QDateEdit:disabled, QDateTimeEdit:disabled,
QDoubleSpinBox:disabled, QSpinBox:disabled, QComboBox:disabled { color: $text_3;
  border-color: $line; background: $surface_0; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 22px;
  background: transparent; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($chevron); width: 10px; height: 10px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url($chevron); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled { image: url($chevron_faint); }
QComboBox QAbstractItemView { background: $surface_1; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text_1; outline: none; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 32px; background: transparent;
  padding: 0 4px 0 2px; border: 2px solid transparent; border-radius: ${control}px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator { width: 18px; height: 18px; border: 1px solid $line_strong;
  border-radius: 4px; background: $surface_1; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator { width: 18px; height: 18px; border: 1px solid $line_strong;
  border-radius: 10px; background: $surface_1; }
QRadioButton::indicator:checked { border: 5px solid $accent; border-radius: 10px; width: 10px;
  height: 10px; }

QMenu { background: $surface_1; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 26px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text_1; }
QMenu::item:disabled { color: $text_3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $surface_1; color: $text_1; border: 1px solid $line; padding: 5px 8px; }

QScrollArea > QWidget > QWidget { background: transparent; }
/* Qt draws these black, also where the ground is dark, and cuts the heading of the days. */
QFileDialog { filedialog-parent-directory-icon: url($chevron_up); min-width: 780px;
  backward-icon: url($chevron_back); forward-icon: url($chevron_forward); }
QFileDialog QToolButton { padding: 0 6px; }
QFileDialog QToolButton:focus { padding: 0 5px; }
QTableView { background: $surface_1; border: 1px solid $line; border-radius: ${card}px;
  gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text_1;
  outline: none; }
QTableView::item { padding: 4px 8px; border-bottom: 1px solid $line; }
QTableView:focus, QListView:focus { border: 2px solid $accent; }
QTableView::item:selected { background: $accent_soft; color: $text_1; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text_2; border: none;
  border-bottom: 1px solid $line; padding: 6px 11px; font-size: ${f12}px; font-weight: 500;
  text-align: left; }
QListView { background: transparent; border: 2px solid transparent; outline: none;
  border-radius: ${card}px; }
/* The names that a field offers stand in a window of their own: there nothing shows through. */
.QListView { background: $surface_1; border: 1px solid $line; border-radius: 0;
  color: $text_1; }
QListView::item { border-radius: ${control}px; padding: 4px; }
QListView::item:selected { background: $accent_soft; color: $text_1; }
QListView::item:hover { background: $surface_2; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 2px; margin: 4px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $surface_2; border: none; border-radius: 3px; min-height: 6px;
  max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { background: $line_strong; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface_1; border: 2px solid $accent; width: 14px;
  height: 14px; margin: -7px 0; border-radius: 9px; }
QSlider::handle:horizontal:focus { background: $accent; }
QSplitter::handle { background: $line; }
QCalendarWidget QWidget { background: $surface_1; }
QCalendarWidget QTableView { border: none; border-radius: 0; }
QCalendarWidget QTableView::item { padding: 0; border: none; }
QCalendarWidget QToolButton { border: none; padding: 0 8px; min-height: 28px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
  selection-color: $on_accent; border: none; }
""")


def style_sheet(tokens: Tokens, marks: dict[str, str], scale: float = 1.0) -> str:
    """Return the application's style sheet.

    Parameters
    ----------
    tokens : Tokens
        Colours.
    marks : dict
        Paths of the small drawn marks ``chevron``, ``chevron_back``, ``chevron_faint``,
        ``chevron_forward``, ``chevron_up`` and ``check``.
    scale : float
        Size of text relative to 14 px, from the system's own text size.
    """
    values = tokens._asdict()
    # A style sheet is not mirrored with the window.
    begin, end = ("left", "right") if QGuiApplication.isLeftToRight() else ("right", "left")
    values.update(begin=begin, end=end)
    values.update(
        card=str(CARD_RADIUS),
        control=str(CONTROL_RADIUS),
        height=str(round((CONTROL_HEIGHT - 2) * scale)),
        inner=str(round((CONTROL_HEIGHT - 2) * scale) - 2),
        icon=str(round((CONTROL_HEIGHT - 2) * scale)),
    )
    values.update({f"f{size}": str(round(size * scale)) for size in FONT_SIZES})
    values.update(marks)
    return _SHEET.substitute(values)
